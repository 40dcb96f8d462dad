extension StoryTexts {
    /// Results, prescriptions, and how people are.
    static let health = """
        # results
        mailbox=nurses; tags=results; share=85>80; partner
        subject> Results of my {test}
        subject> Is my {test} back?
        subject> Still waiting for results
        ask> I had my {test} on {ago} and haven't heard anything. Is that a good sign or has it been forgotten?
        ask> Could somebody tell me the results of my {test}? I saw in the portal that they're there, but all I see is
        numbers with an H next to one of them, and that makes me nervous.
        ask> {doctor} ordered a {test} for me. It was drawn on {ago}, I think it went to {lab}. When will I know?
        answer> It isn't forgotten: {lab} is running two days late. I've called them and will write to you as soon as
        {doctor} has seen the result, on {weekday} at the latest.
        answer> {doctor} has looked at it: all well. The H only means a little above the usual range, which for you
        was the same last year.
        answer> The result came in this morning. Everything is within the normal range, only one value is slightly
        above it. {doctor} says that is nothing to worry about and will go through it with you at the next visit.
        again> Thank you, that's a relief. Could you send me the sheet for my own records?
        again> What does it mean that this value is high? Should I eat differently?
        again> It's {weekday} now and I still haven't heard. Could you look again?
        reply> It's attached. The two lines in the middle are the ones {doctor} talked about.
        reply> A little less salt wouldn't hurt, but you need no medicine for it. We'll check again in three months.
        reply> I have it now, and I'm sorry it took so long: all values are as they should be.
        thanks> Thank you for explaining it in words I understand.
        thanks> What a relief. Thanks, {staff}.
        note> {lab} says the sample was delayed by their courier. Third time in a month.
        doctor> Normal, please tell the patient. Repeat in 3 months.
        reopen> One more question about the {test}: was my iron part of it?
        settle> It was, and it's normal. Sorry that I didn't mention it.

        # scan-results
        mailbox=nurses; tags=results, imaging; share=40>40; partner
        subject> {scan} of my {part}
        subject> What did the {scan} show?
        ask> The {scan} of my {part} was on {ago} at {partner}. They said the report goes to you. Has {doctor} seen it?
        ask> {partner} gave me a disc with the pictures of my {part}, and the word "effusion" in the letter scares me.
        Could {doctor} call me?
        answer> The report is here. There's some fluid in the joint and nothing torn, which is what {doctor} hoped for.
        {doctor} will call you on {weekday} at {time} to talk about what to do next.
        answer> We don't have it yet. I've asked {partner} to send it today and will write to you as soon as it's here.
        again> Nothing torn, that's wonderful. Can I go back to swimming?
        reply> Swimming yes, but no breaststroke for four weeks. {doctor}'s words.
        thanks> Thank you. I'll sleep well for the first time this week.
        note> {partner} sent it to the old fax number. Gave them the new one again.
        doctor> Read it: no tear. I'll call the patient myself.

        # refill
        mailbox=nurses; tags=prescription; share=90>85
        subject> Refill of {drug}
        subject> Prescription
        subject> Running out of {drug} {dose}
        ask> Could I have a new prescription for {drug} {dose}? I have five tablets left. The pharmacy is {pharmacy},
        as always.
        ask> {pharmacy} says there are no refills left on my {drug}. I'm leaving on {weekday} for two weeks, could you
        send them a new one before that?
        ask> I need my {drug} {dose} again. Do I have to come in for it or can you just send it?
        answer> It's on its way to {pharmacy}; you can pick it up from this afternoon on.
        answer> Sent, for three months. {doctor} would like to check your blood pressure before the next one, so please
        make an appointment some time before then.
        answer> Since your last visit was over a year ago, {doctor} has to see you once before renewing it. I've sent
        enough for four weeks so that you don't run out, and kept {weekday}, {date}, at {time} for you.
        again> {pharmacy} still hasn't got it. Could you send it again?
        again> They gave me tablets that look different from before. Is that the same thing?
        reply> Sorry about that. I've called them and they have it now.
        reply> Yes, it's the same medicine from another maker. {drug}, {dose}, just in another color.
        thanks> Got it, thank you.
        thanks> That was quick! Thanks, {staff}.
        note> Blood pressure due before next refill.
        note> {doctor} has seen it and agrees.
        reopen> The refill from last month has run out early, I think they only gave me 30. Could you check?
        settle> You're right, they only gave you 30. They have the other 60 ready for you now.

        # side-effects
        mailbox=nurses; tags=prescription, medical; share=35>35; urgent
        subject> Dizzy since I take {drug}
        subject> Side effects?
        subject> {drug}
        ask> Since I started {drug} last week I feel dizzy whenever I get up. Is that normal, and should I keep taking
        it?
        ask> I've had a rash on both arms since {weekday}. The only new thing is {drug}. It itches but I can breathe
        fine. What should I do?
        ask> The leaflet of {drug} says not to take it with grapefruit. I've had grapefruit every morning for a week.
        Am I in trouble?
        answer> Please don't stop on your own, but take half tonight, and {doctor} will call you tomorrow morning. If
        you faint or your heart races, call 911 at once.
        answer> I've talked to {doctor}: stop taking it today. Come in on {weekday} at {time}, and call us at once if
        your face or throat swells.
        answer> Nothing bad will happen from one week. Leave the grapefruit out from now on and carry on as before.
        again> The dizziness is better with half of it. Shall I stay on half?
        again> The rash is going away. What do I take instead?
        again> Thank you! And what about oranges?
        reply> Yes, stay on half until {doctor} sees you on {weekday}.
        reply> {doctor} has sent something else to {pharmacy}. One in the evening, with food.
        reply> Oranges are fine, as many as you like.
        thanks> Thank you for getting back to me so fast. I was really worried.
        note> Asked {doctor} between two visits: halve the dose, call tomorrow.
        note> Called the patient, no swelling, breathing fine.

        # symptoms
        mailbox=nurses; tags=medical; share=45>45; urgent
        subject> {child} has a fever
        subject> My {part} again
        subject> Should I come in?
        ask> {child} has had a fever of 102 since last night and a barking cough. Drinks well, plays a little. Should we
        come in or wait?
        ask> My {part} is swollen again and warm. I can put weight on it but not for long. Is that something for you or
        for the emergency room?
        ask> I cut my hand on a tin on {weekday} and it looks red around the edge now. I've put a photo with this. Do
        you need to see it?
        answer> That sounds like something we should look at today. Can you come at {time}? Don't wait in the main
        room, ring at the side door.
        answer> Please cool it, keep it up, and come on {weekday} at {time}. {doctor} will take a look. If it gets hot
        and red tonight, don't wait for us.
        answer> Thank you for the photo, we looked at it together. It isn't infected yet, but somebody should clean it
        properly. Come today at {time2}, ten minutes will do.
        again> We'll be there. Do I need to bring anything?
        again> It's less swollen this morning. Do I still need to come?
        again> I'll be there. Is a tetanus shot due?
        reply> Just the insurance card and the little blue book.
        reply> Yes please, even so. It has come back twice.
        reply> It is, I looked it up. You'll get it right then.
        thanks> Thank you for answering so fast. That calms us both.
        thanks> You have no idea how calming your message was.
        note> Could be croup. Keep the side room free at {time}.
        doctor> Please fit them in today, five minutes between two visits is enough.

        # rash-photo
        mailbox=nurses; tags=medical; share=15>18; encloses=photo
        subject> Photo of the rash
        subject> Is this a tick bite?
        ask> You asked for a photo of the spot on my arm. Here it is. It's about the size of a quarter and doesn't itch.
        ask> I found this red ring on my leg after a hike. Is that a tick bite? Photo attached, sorry for the bad light.
        answer> Thank you, the photo helps. {doctor} would like to see it, {weekday} at {time}. Until then draw a line
        around it with a pen, so that we see whether it grows.
        answer> {doctor} looked at it: this is harmless and goes away by itself in a week or two.
        thanks> Good, thank you. The line was a clever idea.
        note> Forwarded to {doctor} for a look today.

        # physiotherapy
        mailbox=hello; tags=physiotherapy; share=50>50; cost=physiotherapy
        subject> Physiotherapy for my {part}
        subject> Exercises
        subject> How many sessions?
        ask> {doctor} sent me to Noor for physiotherapy of my {part}. How many sessions will it be, and how soon can we
        begin?
        ask> Noor showed me four exercises and I remember three. Is there a sheet with pictures, or a video?
        ask> After the second session my {part} hurts more than before. Is that how it should be, or am I doing it
        wrong?
        answer> {doctor} wrote for six sessions. Noor could begin on {weekday}, {date}, at {time}, and then every
        {weekday}. Please wear something you can move in.
        answer> I've attached the sheet. The one you are missing is probably the bridge: lie down, feet flat, lift the
        hips, hold for five breaths.
        answer> A dull ache for a day or two is normal, a sharp pain isn't. Leave out the step exercise until {weekday}
        and show me then how you do it.
        again> That day is good. What does a session cost if {insurer} says no?
        again> Found it. Is it all right to go for a run?
        again> It's better already. Should I do them twice a day now?
        reply> I'll write to you before the first session what they pay, so that you can decide.
        reply> Not yet. Walk fast this week, and we'll try running together.
        reply> Once is enough. More isn't better, regular is.
        thanks> I carried my own shopping up the stairs yesterday. Thank you!
        thanks> Thanks, found it.
        note> Sounds like the step height. Show again at session 3.
        reopen> Six sessions are over and I'd like to go on. Can {doctor} write for more?
        settle> {doctor} has written for six more. Same day, same time?

        # brace
        mailbox=hello; tags=equipment; share=25>25; cost=brace
        subject> The brace for my {part}
        subject> Crutches
        subject> Blood pressure cuff
        ask> The brace you gave me for my {part} chafes at the edge. Is there another size, or can it be padded?
        ask> Do I give the crutches back to you, or are they mine? They weren't on any paper I signed.
        ask> Which blood pressure cuff do you recommend for home? {doctor} wants me to measure every morning, and the
        ones in the shop go from twenty to two hundred dollars.
        answer> We have it a size larger. Come by any day before five and try it on; exchanging it costs nothing.
        answer> The crutches are lent. Bring them back whenever you don't need them any more.
        answer> The simple upper-arm one for about forty dollars is as good as the dear ones. Bring it to the next visit
        and we'll compare it with ours.
        again> The larger one fits. Do I wear it at night?
        again> Good. And do I get the deposit back?
        again> Thanks. Which arm do I measure?
        reply> No, only when you walk. Give the skin a rest at night.
        reply> Yes, at the desk, in cash.
        reply> The left one, sitting, after five quiet minutes.
        thanks> Great, thank you.
        note> Return of crutches: deposit is paid, give it back in cash.

        # second-opinion
        mailbox=referrals; tags=second opinion; share=20>32; cost=opinion; encloses=paper
        subject> Second opinion on my {part}
        subject> Do I really need surgery?
        ask> Another clinic told me that my {part} needs surgery. I'd like to hear {doctor}'s opinion before I say yes.
        The report is attached. Is that something you do, and what would it cost?
        ask> I've been told three different things about my {part} by three doctors. Before I let anybody cut, could
        {doctor} look at the pictures? I can bring the disc.
        answer> Yes, we do that. {doctor} will read the report beforehand and take 40 minutes for you on {weekday},
        {date}, at {time}. Please bring the pictures on the disc.
        answer> {doctor} has read your papers and thinks there is a good chance without surgery. On {weekday2} at {time2}
        you could talk it through in peace.
        again> What should I ask the surgeon until then?
        reply> Ask what happens if you wait three months, and what physiotherapy could do. A good one will not mind.
        thanks> For the first time somebody explained to me what the choice is. Thank you, {doctor}.
        doctor> The report says partial tear. Not urgent, surgery can wait.

        # forms
        mailbox=hello; tags=paperwork; share=45>40; encloses=paper
        subject> Form for {child}'s school
        subject> Sick note
        subject> Form from my employer
        ask> The school needs the attached form signed by a doctor so that {child} can go on the trip on {date}. Can I
        pick it up on {weekday}?
        ask> I was at home sick from {ago} on and my employer wants a note. Could {doctor} write one?
        ask> My employer's form about my {part} is attached. {job} and they want to know what I may lift.
        answer> {doctor} will sign it today. You can pick it up at the desk from {weekday} on, or I send it to you as a
        PDF.
        answer> The note is attached. If they need the exact dates of the visits too, tell me.
        answer> {doctor} needs to see you briefly for this one, because it asks about lifting. {weekday} at {time}?
        again> A PDF is perfect, thank you.
        again> They now say it needs a stamp as well.
        reply> Here it is, signed and stamped.
        thanks> You saved the trip. {child} says hi.
        note> Signed, scanned, original in the tray.
        """
}
