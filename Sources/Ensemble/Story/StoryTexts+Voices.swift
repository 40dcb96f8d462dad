extension StoryTexts {
    /// Praise, complaint, ideas, and everything else.
    static let voices = """
        # thanks-care
        mailbox=hello; tags=thanks; share=45>40
        subject> Thank you
        subject> To {doctor} and everybody
        subject> Just a thank you
        ask> I just want to say thank you to {doctor} and {nurse}. My {part} hasn't been this good in years, and you took
        the time to explain everything, even though the waiting room was full.
        ask> My mother was in good hands with you. She was treated like a person and not like a number. Please tell
        {nurse} that the joke about the harbor seals is being told all over the family.
        ask> Good doctors, kind people. I tell everyone at work: go to Larkspur.
        answer> Thank you, that made our day. I've pinned your message up in the kitchen.
        answer> How kind of you to write. I've passed it on to {doctor}, who is smiling now.
        note> For the kitchen wall!

        # thanks-told-first
        mailbox=hello; tags=thanks, told first; share=0>55
        subject> They tell you first
        subject> Thank you for the estimate
        subject> No surprises
        ask> I got the bill today and it was exactly what you had told me. To the dollar. That's never happened to me
        before. They tell you first: that's what I say now when somebody asks me about Larkspur.
        ask> Thank you for telling me what the {scan} would cost before I had it. I could plan for it, pay in three parts,
        and sleep. I've already sent my neighbor to you.
        ask> Last year I was close to leaving you because of the bills. This year every one of them was as announced.
        Great care, and peace with my wallet. Thank you.
        answer> Thank you for writing this. It's what we set out to do this spring, and it's good to hear that it works.
        answer> That makes us happy. And thank you for speaking of us to others; people tell us who sent them.
        note> For Ines: another one who says "they tell you first".

        # complaint-wait
        mailbox=hello; tags=complaint; share=35>30; urgent
        subject> Waited an hour and a half
        subject> Your telephone
        subject> Complaint
        ask> My appointment was at {time}. I was called in an hour and a half later, and nobody said a word in all that
        time. I understand that emergencies happen. What I don't understand is the silence.
        ask> I've tried to reach you by telephone for two days. Either it's busy or a voice tells me how important I am.
        Clearly I'm not.
        ask> I heard my name and my complaint called across the full waiting room. I don't think that's right.
        answer> You're right, and I'm sorry. We had two emergencies that morning, but somebody should have told you. I've
        talked with the team about it. If you like, {doctor} will call you on {weekday}.
        answer> I'm sorry. Two of us were ill and the telephone was the first thing to suffer. You now have my direct
        attention: what can I do for you?
        answer> That should not have happened, and I apologize. From this week on we call people by first name only and
        talk at the desk behind the screen.
        again> Thank you for not making excuses. I'd still like to talk to {doctor}.
        again> I appreciate the answer. Please let people know next time.
        reply> {doctor} will call you on {weekday} at {time}.
        reply> We will. There's now a sign at the desk which says how late each doctor is running.
        thanks> Thank you, that's more than I expected.
        note> Ines, please look at this one. Patient since 2019, never complained before.
        note> Talked to the team on Monday.

        # complaint-treatment
        mailbox=hello; tags=complaint, medical; share=12>10; urgent
        subject> Not listened to
        subject> I want another doctor
        ask> I told {doctor} twice that the pain in my {part} is different this time, and got the same sheet of exercises as
        last year. I didn't feel listened to.
        ask> I'd like to see another doctor from now on. I have nothing against {doctor}, we just don't understand each
        other.
        answer> I'm sorry that you left with that feeling. {doctor} has read your message and would like to look at it
        again with you, without hurry, on {weekday} at {time}. There's no charge for that visit.
        answer> That's all right and happens. I've changed it in your file. Would {weekday2} with a colleague suit you?
        again> All right, I'll come. Thank you for asking {doctor}.
        reply> Thank you for giving us the chance.
        thanks> That's a fair offer. Thank you for taking it seriously.
        doctor> I gave the sheet too quickly, and I'll say so.

        # records
        mailbox=hello; tags=records; share=30>28
        subject> Copy of my records
        subject> Please send my file to {partner}
        ask> I'm moving away in the summer, sadly, and would like a copy of my records for my next doctor.
        ask> Please send the reports about my {part} to {partner}, they see me on {date} and have nothing from you.
        answer> You'll have them as a PDF by {weekday}. We'll miss you.
        answer> Sent to {partner} this morning; they confirmed that it arrived.
        again> Could you leave out the part about my divorce? That was meant for {doctor} only.
        reply> Of course. I've only sent what concerns your {part}.
        thanks> Thank you. You've been a good clinic to us.
        note> Consent is signed, on file.

        # address-change
        mailbox=hello; tags=records; share=20>20
        subject> New address
        subject> New phone number
        ask> We've moved. The new address is below; the telephone number stays {phone}.
        ask> My new number is {phone}. Please delete the old one, it belongs to my ex-husband now and I don't want him to
        get my reminders.
        answer> Changed, thank you. I hope you like the new place.
        answer> The old number is deleted everywhere, I've checked the reminders too.
        thanks> Thanks!

        # referral-out
        mailbox=referrals; tags=referral out; share=40>42; partner
        subject> Referral to a {specialist}
        subject> Which {specialist} do you trust?
        ask> {doctor} said I should see a {specialist}. Do I find one myself, or do you send me somewhere?
        ask> The {specialist} you sent me to has no appointment before autumn. Is there anybody else?
        answer> We don't do that ourselves, and we'd rather send you to somebody who does it every day. I've written to
        {partner}; they will call you by {weekday}. The letter from {doctor} is attached.
        answer> I called around: {partner} can see you on {date}. Shall I give them your number?
        again> Yes please. Are they in the network of {insurer}?
        again> Nobody has called yet.
        reply> They are. You pay the same as with us.
        reply> I asked them again, you're first on tomorrow's list.
        thanks> Thank you for finding somebody I can trust.
        note> Referral accepted by {partner}, waiting for a date.
        note> {partner} sent the report back, filed.
        reopen> They want a new letter, because the first is older than 90 days. Could {doctor} write one?
        settle> It's written and with them since this morning, dated today.

        # idea
        mailbox=hello; tags=idea; share=18>30
        subject> An idea
        subject> Suggestion
        ask> Why don't you write next to each test on the order form what it costs? Then people could ask right away
        instead of finding out by mail.
        ask> Could the portal show when a result is expected? I'd call you half as often.
        ask> I think a clinic should be about staying well, not only about getting well. A walking group on Saturdays,
        along the harbor, with a nurse? I'd come, and I'd bring two others.
        ask> A text message when {doctor} runs late would let me wait in the café instead of among the coughing.
        answer> That's a good idea. I've put it on our list for the meeting on {weekday} and will tell you what became of
        it.
        answer> Thank you. You're the third to ask for it, and we're going to try it next month.
        again> I'd be glad to help, I used to make forms for a living.
        reply> I'll gladly take you up on that. Would you look at a draft?
        thanks> Nice to be heard.
        note> Idea list, with three votes now.

        # idea-of-health
        mailbox=hello; tags=idea; share=20>26
        subject> What I wish a clinic were
        subject> A question of principle
        ask> I've been thinking about what you're for. I come when something hurts, you repair it, and I go. What I really
        want is somebody who helps me not to need you. Is that a thing you'd offer?
        ask> I like that you ask what I want before you tell me what I need. It's the reason I stay. Please never turn into
        one of those places with a machine at the door.
        answer> That's exactly the conversation {doctor} loves to have. There's no charge for asking: shall we take ten
        minutes more at your next visit?
        answer> Thank you for putting it so clearly. I read it out in the morning meeting.
        thanks> I'd like that very much.
        thanks> In the morning meeting! Then it was worth writing.

        # staying-well
        mailbox=hello; tags=staying well; share=0>66; cost=wellness
        subject> A year of staying well
        subject> The program for staying well
        subject> Not waiting until something hurts
        ask> I read on your page that you now offer a year of staying well. I'd like that: I want to understand what I
        can do myself before something hurts. What will it cost?
        ask> {doctor} told me about the year of staying well. My father had it with the heart, and I'd rather know what
        the choice is while I still have one. How does it begin?
        ask> My {part} is fine again, and I want it to stay like that. Is the group on Saturdays in the program, and can I
        bring my wife?
        answer> Four talks in the year with {doctor}, a program that is yours, and the evenings of the group. You'll have
        what it costs from me before you say yes.
        answer> It begins with an hour in which {doctor} asks what you want, before anything is measured. What it costs
        comes to you first, in writing, and it can be paid in three parts.
        again> That sounds like what I was looking for. Thank you for telling me what it costs first.
        again> May I bring my questions in writing?
        reply> Please do, the longer the list the better.
        reply> You're down for it. The first talk is on {weekday}, {date}, at {time}.
        thanks> I finally feel like a person and not like a number. Thank you.
        thanks> You explain it in words I understand. I've told my brother about you.
        note> First talk booked, goals to be written down together.

        # portal-trouble
        mailbox=hello; tags=portal; share=25>18
        subject> Can't get into the portal
        subject> The link doesn't work
        ask> The link to see my messages says it's no longer valid. I only clicked it this morning, when I had time. Could
        you send a new one?
        ask> I'm 81 and not on friendly terms with computers. My grandson set up the portal and now he's back in college.
        Can you send me my results on paper?
        answer> The links are good for fifteen minutes, for your safety. I've sent you a new one just now; you can ask for
        another at any time by yourself.
        answer> Gladly, on paper it is. They'll be in the mail today, in large print.
        again> It worked this time. Where do I see older messages?
        again> Could you do it like that every time?
        reply> Under "My conversations", the older ones are further down.
        reply> Of course, it's noted in your file now.
        thanks> In large print! You think of everything.
        thanks> I'm in, thank you.

        # wellness-question
        mailbox=nurses; tags=advice; share=25>25
        subject> A small question
        subject> Is it all right to…?
        ask> Is it all right to give blood while I take {drug}?
        ask> How much coffee is too much, seriously? {doctor} said "a cup or two" and I laughed.
        ask> I'd like to start running at 58. {job}. Should {doctor} look at my heart first?
        answer> Yes, that's fine. Tell them about it when you're there, and drink plenty.
        answer> Up to three cups do no harm to most people. If you sleep badly, none after two o'clock.
        answer> Good for you! A short check first would be wise. {weekday}, {time}, with {doctor}?
        again> Good. And how long after a cold should I wait?
        again> Three it is, then. Does decaf count?
        again> {weekday} is fine. What do I wear?
        reply> Two weeks, to be on the safe side.
        reply> Decaf is free.
        reply> Old running shoes and something you may sweat in.
        thanks> Thank you, {staff}, I'll sleep on it. Ha.

        # lost-and-found
        mailbox=hello; tags=lost and found; share=10>10
        subject> Did I leave my scarf?
        subject> Lost glasses
        ask> I think I left a green scarf in the waiting room on {ago}. It was my grandmother's. Have you seen it?
        ask> Reading glasses, brown, in a blue case, probably by the chair next to the window. Did anybody hand them in?
        answer> It's here, it was hanging behind the plant. We keep it at the desk for you.
        answer> I've looked everywhere and asked the cleaners, but no luck so far. I'll keep looking.
        thanks> Oh wonderful. I'll come by on {weekday}.
        thanks> Thank you for looking anyway.

        # job
        mailbox=hello; tags=work with us; share=8>8; encloses=paper
        subject> Application: nurse
        subject> Internship
        ask> I'm a registered nurse and will move to {town} in the summer. Are you looking for somebody? My résumé is
        attached.
        ask> Could I do my student internship with you in {month} next year? I'd love to see how a small clinic works.
        answer> Thank you for thinking of us. Ines will write to you by {date}.
        thanks> Thank you, I look forward to it.
        note> Good letters. For Ines.

        # pre-op
        mailbox=nurses; tags=medical; share=18>18
        subject> Instructions before the procedure
        subject> Fasting?
        ask> My procedure is on {date}. From when may I not eat, and do I take my {drug} that morning?
        ask> Is somebody allowed to be with me when I wake up? I'm a bit afraid, to be honest.
        answer> Nothing to eat from midnight, water until six in the morning. Take the {drug} with a small sip as always.
        answer> Of course, bring whomever you like. {nurse} will be with you until you fall asleep, and there again when
        you wake up.
        again> And coffee? Black?
        reply> Black coffee until six is allowed.
        thanks> That helps with the nerves. Thank you, {staff}.

        # follow-up-call
        mailbox=nurses; tags=medical; share=22>24
        subject> How I'm doing after the visit
        subject> Report, as promised
        ask> You asked me to report after a week: the swelling of my {part} is down, stairs are fine, kneeling isn't.
        ask> Here are my blood pressures of the last seven days: 142/88, 138/85, 139/90, 135/84, 136/86, 133/82, 131/80.
        It seems the new tablets are working.
        answer> Thank you, that's a good course. Go on like this, and write to me again in two weeks.
        answer> {doctor} is very pleased with these. Stay on the same dose.
        thanks> Will do.
        note> Values entered in the chart.

        # grief
        mailbox=hello; tags=family; share=6>6
        subject> My father
        ask> My father, who was a patient with {doctor} for many years, died on {ago}. Please take him off your reminders.
        He always spoke well of you.
        answer> We're very sorry. {doctor} and all of us remember him well, and his stories about the lighthouse. I've
        stopped all reminders, and you need not do anything else.
        thanks> Thank you. That means a lot.
        note> {doctor} would like to send a card. Signed by all.
        """
}
