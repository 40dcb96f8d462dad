extension StoryTexts {
    /// Written by those who speak another language at home, and answered in it.
    static let languages = """
        # de-termin
        mailbox=hello; tags=appointment; share=40>40; cost=visit
        subject> Termin wegen meinem {part}
        subject> Terminanfrage
        ask> ich habe seit einer Woche Schmerzen im {part} und hätte gern einen Termin. {job}, am besten passt mir
        {weekday} oder {weekday2}. Spricht bei Ihnen jemand Deutsch?
        ask> können Sie meinen Termin am {date} um {time} verschieben? Ich muss an dem Tag leider arbeiten.
        answer> gern: {doctor} hat am {weekday}, {date}, um {time} Zeit für Sie. Ich bin an dem Tag auch da und übersetze,
        wenn es nötig ist.
        answer> kein Problem, ich habe Sie auf {weekday2}, {date2}, um {time2} gelegt. Passt das?
        again> Das passt sehr gut. Muss ich nüchtern kommen?
        reply> Nein, frühstücken Sie ruhig. Bitte bringen Sie Ihre Versicherungskarte mit.
        thanks> Vielen Dank, bis dann!
        note> Speaks German, little English. I'll be there.

        # de-rechnung
        mailbox=billing; tags=billing, surprise; share=34>5
        subject> Rechnung {number}
        ask> ich habe heute eine Rechnung über {amount} bekommen, von der mir vorher niemand etwas gesagt hat. Die
        Behandlung war sehr gut, aber so eine Überraschung hatte ich bei einem Arzt noch nie. Was genau ist „lab,
        external“?
        answer> das ist das Labor, an das wir Ihre Probe geschickt haben. Es tut mir leid, dass wir es nicht vorher gesagt
        haben. Sie können in drei Teilen zu je {third} zahlen, ohne Zinsen.
        again> In drei Teilen geht es. Trotzdem: bitte sagen Sie es das nächste Mal vorher.
        reply> Das tun wir ab jetzt. Danke, dass Sie so offen geschrieben haben.
        thanks> Danke für die schnelle Antwort.

        # de-befund
        mailbox=nurses; tags=results; share=30>30
        subject> Ist mein {test} schon da?
        ask> am {ago} wurde mir Blut abgenommen. Ist mein {test} schon da? Größere Sorgen mache ich mir nicht, aber ich
        wüsste es gern vor dem Wochenende.
        answer> ja, seit heute früh. Alles in Ordnung, {doctor} hat schon darauf geschaut. Ich schicke es Ihnen als PDF.
        thanks> Das beruhigt mich, vielen Dank und schöne Grüße!

        # de-vorher
        mailbox=billing; tags=estimate; share=2>28
        subject> Kostenschätzung
        ask> danke für die Kostenschätzung vor dem {scan}. {amount} ist in Ordnung für mich. Dass man es vorher erfährt,
        finde ich großartig.
        answer> das freut uns. Der Termin ist am {weekday}, {date}, um {time}. Mehr als {high} wird es auf keinen Fall,
        ohne dass wir Sie fragen.
        thanks> Wunderbar, danke!

        # es-cita
        mailbox=hello; tags=appointment; share=40>40; cost=visit
        subject> Cita con la doctora
        subject> Quisiera una cita
        ask> Me duele la {part} desde hace unos días y quisiera una cita con la doctora Marquez. {job}, así que mejor por
        la tarde. ¿Tienen algo el {weekday}?
        ask> ¿Podrían cambiar mi cita del {date}? Ese día no tengo con quién dejar a los niños.
        answer> Claro que sí: el {weekday} {date} a las {time}. La consulta será en español.
        answer> No hay problema. Le he apuntado para el {weekday2} {date2} a las {time2}.
        again> Perfecto. ¿Tengo que ir en ayunas?
        reply> No hace falta. Traiga por favor su tarjeta del seguro.
        thanks> ¡Muchas gracias!
        note> Prefers Spanish; Dr. Marquez, or the front desk.

        # es-factura
        mailbox=billing; tags=billing, surprise; share=34>5
        subject> Una factura que no esperaba
        ask> Me ha llegado una factura de {amount} por la {scan} y nadie me avisó. La doctora es muy buena y estoy contenta
        con el trato, pero no puedo pagar esto de una vez. ¿Por qué no me lo dijeron antes?
        answer> Tiene razón y lo siento mucho. Puede pagar en tres partes de {third}, sin intereses. Voy a preguntar a
        {insurer} si pagan una parte y le escribo el {weekday}.
        again> En tres partes sí puedo. Gracias por contestar en mi idioma.
        reply> Queda apuntado. Si algo cambia, escríbame.
        thanks> Gracias, señora.

        # es-receta
        mailbox=nurses; tags=prescription; share=30>30
        subject> Receta de {drug}
        ask> Se me acaba la medicina, {drug} {dose}. ¿Pueden mandar la receta a {pharmacy}?
        answer> Ya está enviada. La puede recoger esta tarde.
        thanks> Muy amables, gracias.

        # es-avisan-antes
        mailbox=hello; tags=thanks, told first; share=0>26
        subject> Gracias por avisar antes
        ask> Esta vez me dijeron el precio antes de la {scan} y fue exactamente lo que pagué. Así da gusto. Ya le hablé de
        ustedes a mi hermana.
        answer> ¡Muchas gracias! Se lo digo al equipo. Su hermana será bienvenida.
        thanks> Un saludo a todos.

        # fr-rendez-vous
        mailbox=hello; tags=appointment; share=40>40; cost=visit
        subject> Demande de rendez-vous
        ask> J'ai mal au {part} depuis dix jours et j'aimerais voir le docteur Osei. {job} ; le {weekday} me conviendrait
        le mieux. À quelle heure dois-je venir ?
        answer> Avec plaisir : {weekday} {date} à {time}. La consultation peut se faire en français.
        again> C'est noté. Faut-il être à jeun ?
        reply> Non, pas du tout. Apportez simplement votre carte d'assurance.
        thanks> Merci beaucoup, à bientôt.

        # fr-facture
        mailbox=billing; tags=billing, surprise; share=34>5
        subject> Facture {number}
        ask> Je viens de recevoir une facture de {amount} pour une {scan}, dont personne ne m'avait parlé. Les soins étaient
        excellents, mais la surprise l'est moins. Pourriez-vous m'expliquer ?
        answer> Je suis désolée, nous aurions dû vous prévenir. Votre assurance n'en prend qu'une partie. Vous pouvez payer
        en trois fois {third}, sans frais.
        again> En trois fois, cela me va. Merci de prévenir la prochaine fois.
        reply> C'est promis, et c'est noté dans votre dossier.
        thanks> Merci de votre réponse rapide.

        # fr-devis
        mailbox=billing; tags=estimate; share=0>26; cost=scan
        subject> Merci pour l'estimation
        ask> Merci d'avoir indiqué le prix avant l'examen : {amount}, c'est clair. Est-ce que le compte rendu est compris ?
        answer> Oui, tout est compris, et rien ne s'ajoute sans votre accord.
        thanks> Parfait, c'est rare et très appréciable.

        # fr-resultats
        mailbox=nurses; tags=results; share=30>30
        subject> Résultats
        ask> Avez-vous reçu mon {test} du {ago} ? Je pars en voyage et j'aimerais être tranquille.
        answer> Oui, tout est normal. Je vous l'envoie en pièce jointe. Bon voyage !
        thanks> Merci, me voilà rassurée.
        """
}
