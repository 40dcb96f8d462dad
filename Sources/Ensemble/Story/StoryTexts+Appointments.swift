extension StoryTexts {
    /// Coming, not coming, and finding the way.
    static let appointments = """
        # booking
        mailbox=hello; tags=appointment; share=90>90; cost=visit
        subject> Appointment for my {part}
        subject> Can I see {doctor}?
        subject> New appointment, please
        ask> My {part} has been bothering me for about three weeks now, mostly in the mornings. Could I have an
        appointment with {doctor}? {weekday} or {weekday2} would be best, after work if you have anything.
        ask> I would like to make an appointment for a check of my {part}. {job}, so the earliest I can be there is
        late afternoon. Is {doctor} taking new appointments this month?
        ask> It's time for my yearly visit with {doctor}. I'm free on {weekday}, {date}, at any time, or in the week
        after that. Do I need to come fasting?
        ask> Is it possible to get in this week? I twisted my {part} carrying groceries and it's still swollen.

        I don't mind which doctor, as long as somebody looks at it.
        answer> {doctor} can see you on {weekday}, {date}, at {time}. Please come ten minutes early and bring your
        insurance card. If that doesn't suit you, {weekday2} at {time2} is still open as well.
        answer> We have kept {weekday}, {date}, {time} with {doctor} for you. You don't need to fast. Just reply to
        this message if it doesn't work and I'll find another time.
        answer> I can offer you two times with {doctor}: {weekday}, {date}, at {time}, or {weekday2}, {date2}, at
        {time2}. Which would you like? The visit takes about half an hour.
        again> {weekday} at {time} works for me. Should I stop taking anything before I come?
        again> Could we make it the later one, {weekday2} at {time2}? I have to pick up {child} from school before.
        again> That suits me well. What will the visit cost me if it turns out I need a {scan}?
        reply> Done: you are down for that time. Keep taking everything as usual and bring a list of it.
        reply> Of course, I've changed it. You'll get a reminder the day before.
        reply> I can't say that from here, it depends on your plan. {doctor} will talk about it with you before
        anything is done.
        thanks> Perfect, thank you. See you then.
        thanks> Thanks for fitting me in so quickly!
        note> Last seen in {month}. {doctor} asked for a longer visit next time, so I booked 40 minutes.
        note> No insurance card on file since the move. Ask at the desk.
        reopen> I'm sorry, something came up at work. Can we move {weekday} after all?
        settle> Of course. The same time on {weekday2}, {date2}, is still free, and it's yours.

        # moving
        mailbox=hello; tags=appointment; share=85>80
        subject> Need to move my appointment on {weekday}
        subject> {weekday}, {time}: can we change it?
        subject> Rescheduling
        ask> I have an appointment with {doctor} on {weekday}, {date}, at {time}, and I'm afraid I can't get away
        from work that day. Is there anything in the following week, best in the late afternoon?
        ask> Could you move my visit on {date}? My daughter's school play was moved to that very hour and I promised
        to be there.
        ask> I'm down with a cold and don't want to bring it into your waiting room. Please move my {time} on
        {weekday} to some day when I'm not sneezing.
        answer> No trouble at all. {weekday2}, {date2}, at {time2} is free with {doctor}. Shall I put you there?
        answer> I've moved you to {weekday2}, {date2}, {time2}. If that's no good, tell me which days suit you and
        I'll look again.
        answer> Thank you for telling us in time, somebody else will be glad of that hour. You could come on
        {weekday2} at {time2} instead, would that do?
        again> {weekday2} is fine, but is there anything before noon?
        again> Yes please, put me down for that.
        reply> I've found you {time} on {weekday2}. It's in the calendar now.
        reply> You're down for {weekday2}, {date2}. See you then!
        thanks> Great, thanks for being so flexible.
        thanks> That works. Thank you, {staff}.
        note> Third move this year. Maybe offer a video visit?
        reopen> I hate to ask again, but could we change it once more?
        settle> That's all right, really. {weekday2} at {time2}, one week later?

        # cancelling
        mailbox=hello; tags=appointment; share=40>35
        subject> Cancel my visit on {date}
        subject> I won't be coming on {weekday}
        ask> Please cancel my appointment on {weekday}, {date}, at {time}. My {part} is fine again, whatever it was.
        ask> I have to cancel {weekday}. I'll call for a new one when I know my shifts.
        ask> I can't make it on {date}. Do you charge for cancelling? Nobody told me either way.
        answer> That's cancelled. Good to hear from you in time: there is no charge when you tell us a day before.
        answer> I've taken you off the list for {date}. Write to us whenever you would like a new time.
        answer> There is no charge when you tell us a day before, as you did. I'm sorry that it isn't written
        anywhere; it will be. You're off the list for {date}.
        again> Thank you. Could you tell {doctor} that the exercises helped?
        reply> I will, {doctor} will be pleased.
        thanks> Thanks!
        thanks> Thank you, until the next time.

        # running-late
        mailbox=hello; tags=appointment; share=20>18; urgent
        subject> Ferry is late!
        subject> Running late today
        ask> The ferry is half an hour late. I had {time} with {doctor}. Should I still come?
        ask> I'm stuck behind the roadworks at the bridge and will be 20 minutes late. Please don't give my place away!
        answer> Don't worry, come as you are. {doctor} will see you between two others.
        answer> That's all right. We have moved you half an hour back, drive carefully.
        thanks> I made it, thank you for waiting for me.
        note> Told {nurse} at the front; {doctor} runs 15 minutes behind anyway.

        # opening-hours
        mailbox=hello; tags=hours; share=35>25
        subject> Are you open on {date}?
        subject> Opening hours
        subject> Saturday?
        ask> Are you open on {weekday}, {date}? Your website says one thing and the sign on the door another.
        ask> Do you have evening hours on any day? {job} and I never get there before six.
        ask> Quick question: is the lab desk open on Saturdays too, or only the doctors?
        answer> We're open Monday to Friday from 8 to 6 and on Saturday from 9 to 1. The blood draw is Monday to Friday
        from 8 to 11. I'll have the sign corrected, thank you for telling us.
        answer> On {date} we are open as usual, 8 to 6. On Tuesdays {doctor} has visits until 6.30 for people who work.
        answer> On Saturday there are only the doctors. The blood draw is Monday to Friday, from 8 to 11, without an
        appointment.
        thanks> Thanks, that's clear.
        thanks> Good to know, I'll come on {weekday}.

        # finding-you
        mailbox=hello; tags=hours; share=15>15
        subject> Parking and wheelchair
        subject> How do I get to you?
        ask> I'm bringing my mother, who uses a wheelchair. Is there a way in without steps, and can I park close by?
        ask> Which bus stops near you? I can't drive with my {part} as it is.
        answer> Yes: the side door on Mill Street has no steps, and two places there are kept free for patients. Ring
        the bell and one of us comes out to help.
        answer> Bus 4 stops at Quay Street, two minutes away. The way from there is level all along.
        again> Is there a toilet she can get into with the chair?
        reply> Yes, to the right of the lift on the ground floor.
        thanks> Wonderful, thank you.

        # new-patient
        mailbox=hello; tags=new patient, referral in; share=30>70; cost=checkup
        subject> Are you taking new patients?
        subject> New in {town}
        subject> {friend} sent me
        ask> We have just moved to {town} and are looking for a family doctor for the four of us. Are you taking new
        patients? {friend} spoke well of you.
        ask> {friend} told me that you explain what things will cost before you do them. After my last doctor I'd like
        that very much. Can I register with you?
        ask> I haven't seen a doctor in years, to be honest mostly out of worry about the bill. A friend says you're
        different. What do I need to do to become a patient, and what does a first visit cost without insurance?
        answer> Welcome to {town}! Yes, we are taking new patients. I've attached the form; bring it with you on
        {weekday}, {date}, at {time}, when {doctor} has an hour free for a first visit.
        answer> We'd be glad to have you. The first visit takes 45 minutes. {doctor} could see you on {weekday2},
        {date2}, at {time2}. Please bring your insurance card and whatever papers your last doctor gave you.
        answer> You're very welcome, and thank you for asking first. A first visit is {told} without insurance, and
        {doctor} will talk with you about anything beyond that. {weekday}, {date}, at {time} would be free.
        again> Thank you! Do you take {insurer}?
        again> {weekday} works. Can the children come at the same time?
        reply> We do. Bring the card and we'll check together what they pay.
        reply> Yes, we'll see all of you one after the other.
        thanks> That was easy. Looking forward to meeting you.
        note> New family, came through {friend}. Say thank you at the next visit.
        note> Asked about prices first. Sent the list of typical costs.

        # video-visit
        mailbox=hello; tags=appointment, video; share=15>25
        subject> Video visit
        subject> Can we do this by video?
        ask> Could I talk to {doctor} by video instead of coming in? It's only about the {drug}, and it's an hour's
        drive each way.
        ask> I tried to open the video link for my visit and only see a grey page. It's an old tablet. What can I do?
        answer> Yes, for that a video visit is fine. You'll get a link on {weekday} shortly before {time}.
        answer> Please try the link in another browser, or on a phone. If it stays grey, {nurse} will simply call you
        at {phone}.
        again> It works on my son's phone. Is the price the same as for a visit?
        reply> It is a little less than a visit in the clinic, and {insurer} covers it.
        thanks> That saved me a whole day, thank you!

        # vaccination
        mailbox=nurses; tags=vaccination; share=25>30; cost=vaccination
        subject> Flu shot
        subject> Travel vaccinations
        subject> {child}'s shots
        ask> Do you have flu shots yet, and can I come by without an appointment?
        ask> We're traveling in the summer and I don't know which vaccinations we need. Could {nurse} look at our
        records? I've written the countries on the form.
        ask> The school wants {child}'s vaccination record by {date}. Is everything in it?
        answer> Yes, come any weekday between 8 and 11, no appointment needed. It takes ten minutes.
        answer> I looked at your records: a tetanus booster is due, and for that part of the world hepatitis A. Both
        can be done on {weekday} at {time}.
        answer> I looked at the record: what is missing is the second tetanus. {weekday} at {time} with me would be
        possible.
        again> Does it hurt more than last year? {child} is asking.
        reply> Not at all, and we have the plasters with the whales on them.
        thanks> {child} is already less afraid. Thank you, {staff}.
        note> Ordered two more boxes, should be here on {weekday}.
        """
}
