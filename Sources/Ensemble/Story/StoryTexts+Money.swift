extension StoryTexts {
    /// Bills nobody announced, and later in the year what things will cost.
    static let money = """
        # surprise-bill
        mailbox=billing; tags=billing, surprise; share=120>14
        subject> A bill I didn't expect
        subject> Invoice {number}
        subject> {amount}?!
        subject> Nobody told me this would cost {amount}
        ask> {doctor} was wonderful and my {part} is so much better. But today a bill came over {amount} and nobody had
        told me about it. I thought {insurer} paid for the {scan}. I don't have that kind of money lying around.

        Why was I not told before?
        ask> Invoice {number} says {amount} for the {test}. When I asked at the visit I was told it's "usually covered".
        It wasn't. I love your doctors, I really do, but I can't afford surprises like this.
        ask> I've just opened invoice {number}. There's a line "lab, external" over {told} which nobody ever mentioned,
        on top of the visit. I didn't even know my blood went anywhere else. What is this?
        ask> The care was great as always. The bill wasn't. {amount} for half an hour and a {scan}, and I hear about it
        three weeks later by mail. My husband and I argued about it all evening.
        ask> I was told about {told} for the treatment of my {part}. The bill in front of me says {amount}. That is
        my rent. I'm honestly afraid to come back, even though you helped me so much.
        answer> I'm sorry this came as a surprise. The {scan} was done by {partner}, who bill through us, and {insurer}
        pays only a part of it. I've asked them to look at it again and will write to you on {weekday}. Please don't pay
        anything until then.
        answer> I'm sorry. "Usually covered" is not an answer we should have given you. I'm checking with {insurer}
        whether the {test} was sent with the right code and will come back to you.
        answer> Thank you for writing, and I'm sorry. You're right that you should have been told before. The line is
        for {lab}, where your sample was sent. I'll check whether {insurer} takes it and come back to you.
        answer> I understand that this is a lot at once. The amount is correct, I'm afraid: the plan you have with
        {insurer} leaves the first part of the year to you. You can pay in parts if that helps, just tell me.
        answer> I've looked at it with {doctor}: the {scan} was added on the day, because of what was found, and nobody
        talked with you about the price. I'm sorry. Please wait with the payment until we have sorted this out.
        again> So I have to pay for something nobody asked me about? I'd have said no, or at least waited until after
        the summer.
        again> I've now heard from {insurer}: they say you have to send it again with another code. I feel like a
        messenger between two offices.
        again> Paying in parts would help. Could it be {third} a month?
        again> Your doctors are the best I ever had, and I tell everybody so. But I also tell them about the bills.
        reply> You're right, and I've said so to our manager. I have taken off the part that nobody announced; what is
        left is {told}.
        reply> I've sent it again with the code they want. Until they answer, the bill is on hold. I'm sorry for the
        trouble.
        reply> {third} for three months it is, without interest. The first is due on {date}.
        reply> That is hard to read, and I've read it to the whole team. The bill is on hold until we have talked with
        {insurer}.
        thanks> Thank you, that helps. I still wish I had known before.
        thanks> All right. Thank you for taking it seriously, {staff}.
        note> Nobody told the patient about the {scan} before. Fourth one this week. We need to say it at the desk.
        note> {insurer} denied, wrong code. Resubmitted on {date}.
        note> Took off the external lab line, agreed with Ines.
        reopen> {insurer} has answered now: they pay nothing. So it's {amount} after all?
        reopen> I've got a reminder for invoice {number}, although you said it's on hold!
        settle> I'm sorry for that letter, it crossed with my note. Let's look at it together: may I call you on {weekday}
        at {time}? Please pay nothing until then.

        # invoice-question
        mailbox=billing; tags=billing; share=50>40
        subject> Question about invoice {number}
        subject> What is this line?
        ask> On invoice {number} the visit on {ago} is there twice. Is that a mistake?
        ask> Could you send me invoice {number} again? I need it for my taxes and can't find it anywhere.
        ask> I paid {amount} on {ago} and have received a reminder all the same. Did the payment not arrive?
        answer> You're right, that's a mistake, and I've corrected it. The new invoice is attached.
        answer> Here it is again. If you'd like all of this year in one list, I can make that too.
        answer> Your payment came in a day after the reminder went out, they crossed. Everything is settled.
        again> Thank you. Does the new one replace the reminder as well?
        again> A list of the whole year would be very useful, yes please.
        again> Good. Then I needn't do anything more?
        reply> Yes, you can throw both old ones away.
        reply> Attached: everything from January on, with what {insurer} paid and what you paid.
        reply> No, nothing more. I'm sorry for the fright.
        thanks> Great, thanks for sorting it out.
        thanks> Thank you!
        note> Double entry by the old system, see also two others from that day.

        # told-before
        mailbox=billing; tags=estimate; share=0>70; cost=scan
        subject> What will the {scan} cost me?
        subject> Estimate for my {part}
        subject> Before I say yes
        ask> {doctor} suggests a {scan} for my {part}. Before I decide: what would I have to pay, with {insurer}?
        ask> Thank you for the estimate for my {part}. Just to be sure: {amount} is the most likely, and {high} the
        highest it can be? And nothing is added without asking me?
        ask> I got your estimate before the visit, that has never happened to me at a doctor's. Can I still choose the
        simpler treatment, the one for {told}?
        answer> With your plan it's most likely {amount}, between {low} and {high}. You can pay it in three parts of
        {third} without interest. Nothing is booked until you say yes.
        answer> That's right. {amount} is the likely price and {high} the limit. If {doctor} finds that more is needed,
        we ask you first, and you can say no.
        answer> Yes, of course you can. It takes a little longer but works for many people. I've written both next to
        each other for you in the attached sheet.
        again> Then yes, please go ahead. Three parts would be good.
        again> I'd rather wait until the new year, when {insurer} pays more. Is that all right medically?
        reply> Booked for {weekday}, {date}, at {time}. The first part is due a month after that.
        reply> {doctor} says yes, two months make no difference. We'll remind you in January.
        thanks> You tell people first. I wish everybody did. Thank you.
        thanks> Thank you, now I can decide in peace. I've told my sister about you as well.
        note> Estimate sent, accepted by mail. Limit {high}.
        note> Patient chose to wait. Reminder set.

        # payment-plan
        mailbox=billing; tags=billing, payment plan; share=20>40
        subject> Paying in parts
        subject> Payment plan
        ask> Could I pay invoice {number} in parts? {amount} at once is difficult for us this month.
        ask> We agreed on {third} a month. This month my hours were cut. Can the next part wait until {date}?
        answer> Yes: three parts of {third}, each on the first of the month, without interest. Is that all right?
        answer> Of course. I've moved it to {date}; the rest stays as it is.
        again> That's fine. Do I need to sign anything?
        reply> No, your answer here is enough. You can change it any time, just write.
        thanks> Thank you for making this easy. I was ashamed to ask.
        thanks> That takes a weight off me.
        note> Plan 3 x {third}, starts next month.

        # insurance
        mailbox=billing; tags=insurance; share=45>40; partner
        subject> New insurance
        subject> {insurer} says no
        subject> Does {insurer} cover this?
        ask> I've changed from {insurer} to my wife's plan from the first of the month. The card is attached, front and
        back. Do I need to do anything else?
        ask> {insurer} has refused to pay for my {scan} because it wasn't approved before. Wasn't that your job?
        ask> Does {insurer} cover physiotherapy with you? Their hotline left me in a queue for an hour and then hung up.
        answer> Thank you, it's in your file now. Nothing else is needed; visits before the first still go to the old one.
        answer> I've filed an appeal with {insurer} today, with a letter from {doctor}. They have until {date2} to
        answer. You don't have to pay in the meantime.
        answer> I called them for you: six sessions a year, after that {told} each is yours.
        again> They now want my whole record. Is it safe to send them that?
        again> And if the appeal is refused too?
        again> Good to know. Can I use the six sessions all at once?
        reply> No, only the report of that one visit. I'll send it to them directly.
        reply> Then we look for a way together. You won't be left alone with it.
        reply> Yes, they count by the year.
        thanks> Thank you for fighting with them so that I don't have to.
        note> Appeal reference {file}, ask again on {weekday}.
        note> Their portal is down, called instead. Waited 25 minutes.
        reopen> A letter from {insurer} came today: they pay after all! What happens with what I already paid?
        settle> You get it back from us within five days. Thank you for letting us know so quickly.

        # refund
        mailbox=billing; tags=billing; share=15>12
        subject> Paid twice
        subject> Refund
        ask> I've paid invoice {number} twice by mistake, {amount} each time. Could you send one of them back?
        ask> {insurer} has paid the {scan} after all. When do I get back my {told}?
        answer> I see both payments. {amount} will be back on your account within five working days.
        answer> Good news. I've started the refund, you'll have it by {date}.
        again> It's {date} and nothing has arrived yet.
        reply> The bank says tomorrow. I'm keeping an eye on it.
        thanks> Thank you for keeping an eye on it.

        # cost-fear
        mailbox=hello; tags=billing, surprise; share=22>3
        subject> I'd rather not do the {test}
        subject> Is it really necessary?
        ask> {doctor} wants another {test}. After the last bill I'm afraid to say yes to anything. Is it really
        necessary, and why can nobody tell me a price?
        ask> I'm canceling the {scan} on {date}. Not because of {doctor}, who is the best, but because I don't know what
        it will cost and nobody at the desk could tell me.
        answer> I understand. I asked {doctor}: it's important but not urgent. For the price you would have to ask
        {insurer}, I'm sorry that I can't say it from here.
        answer> I've canceled it for now. I'd like to find out for you what it costs; give me until {weekday}.
        again> They sent me back to you. Please just tell me a number.
        reply> I found it out: about {amount}, of which {insurer} may pay half. I wish I could be more exact.
        thanks> Thank you for trying.
        note> Patient puts off a needed {test} because of money. This isn't good medicine. For the Monday meeting.

        # price-list
        mailbox=hello; tags=price; share=10>25
        subject> Typical costs
        subject> Price of a visit without insurance
        ask> What does a visit cost without insurance? And a {test}?
        ask> I saw your list of typical costs. Is the {scan} really {amount} all in, or does a letter come later?
        answer> A visit is between {told} and {amount}, depending on the time it takes. I can write down for you what
        yours would be before you come.
        answer> It's all in: the pictures, the report, the talk about it. Should anything come on top, we ask before.
        thanks> That's fair, and good to know. Thank you.
        thanks> Clear. Please book me in.
        """
}
