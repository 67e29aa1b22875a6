"""Automatic messages put together from our own phrases (seeded): the positive examples that no public data set has."""
import random

WHO = ("I am", "I'm", "We are", "Our team is", "The office is")
AWAY = ("out of the office", "away from my desk", "on annual leave", "on vacation", "on parental leave", "travelling for work", "at a conference",
        "off sick", "in training all day", "on holiday", "closed for the public holiday", "on a business trip with limited access to email",
        "attending a workshop", "on medical leave", "hiking with no reception", "on sabbatical")
WHEN = ("until Monday", "until 12 May", "from 3 to 14 August", "this week", "today", "until further notice", "through 2 January", "till the 21st", "until next Thursday")
BACK = ("I will reply when I return.", "I'll answer after that.", "For urgent matters please contact my colleague.", "Your message is not being forwarded.",
        "Replies will be slow.", "In urgent cases call the front desk.", "Expect a delayed response.", "I will get back to you as soon as possible.",
        "Please contact <email> in my absence.", "We will respond on our return.", "")
THANKS = ("Thank you for your message.", "Thanks for your email.", "Hello,", "Hi there,", "Dear sender,", "")
SUBJECTS = ("Out of office", "Automatic reply", "Auto: away", "On leave", "Away", "Re: your message", "Absence", "Holiday", "I am away", "Vacation responder", "Auto-reply: {s}", "Automatic reply: {s}", "")
TOPICS = ("invoice 4411", "your order", "meeting notes", "question", "support request", "account access", "quarterly report", "contract")
RECEIPTS = (
    ("We have received your request", "Thank you for contacting us. Your request has been received and a ticket has been created. An agent will reply within {n} hours. Please do not reply to this message."),
    ("Ticket #{n} received", "This is an automatic confirmation that we got your message about {s}. We will get back to you within {n} business days."),
    ("Your request was closed", "As we have not heard back from you for {n} days, this request was closed automatically. Reply to this message to open it again."),
    ("Rate your experience", "How satisfied were you with our support? Choose good or bad. This survey was sent automatically."),
    ("Survey", "Please take a moment to rate the help that you got on {s}. This is an automated message."),
    ("Delivery Status Notification (Failure)", "This is an automatically generated delivery report. Delivery to the following recipient failed permanently: <email>. The mailbox does not exist."),
    ("Undeliverable: {s}", "Your message could not be delivered. The recipient's address was rejected by the server: 550 no such user here."),
    ("Mail delivery failed: returning message to sender", "This message was created automatically by mail delivery software. A message that you sent could not be delivered to one or more of its recipients."),
    ("Mailbox full", "The mailbox of the person that you wrote to is full and accepts no messages now. Try again later."),
    ("Read: {s}", "Your message was read on Tuesday at 10:{n}."),
    ("Read receipt: {s}", "This is a receipt for the mail you sent. It only says that the message was displayed on the recipient's computer."),
    ("Accepted: {s}", "<name> has accepted your invitation. When: Friday, {n}:00."),
    ("Declined: {s}", "<name> has declined your invitation. When: Friday, {n}:00."),
    ("Tentative: {s}", "<name> has tentatively accepted the invitation to {s}."),
    ("No longer with the company", "The person that you wrote to no longer works here. Please write to <email> from now on."),
    ("New address", "I have changed my address and no longer read this mailbox. Please write to <email> instead and update your contacts."),
    ("You are unsubscribed", "You have been taken off the list and will receive no more messages from us."),
    ("Subscription confirmed", "This is an automatic message to confirm your subscription to our list. Nothing else is needed."),
    ("Planned maintenance", "This is an automated notice: the service will be down on Saturday from {n}:00 for maintenance."),
    ("Do not reply", "This mailbox is not monitored. Messages sent to it are deleted automatically."),
)
OTHER = (
    ("Abwesenheitsnotiz", "Vielen Dank für Ihre E-Mail. Ich bin bis zum {n}. nicht im Büro und antworte nach meiner Rückkehr."),
    ("Automatische Antwort", "Ich bin derzeit im Urlaub und lese meine E-Mails nicht. In dringenden Fällen wenden Sie sich an meine Kollegin."),
    ("Réponse automatique", "Bonjour, je suis absent du bureau jusqu'au {n} et répondrai à mon retour. En cas d'urgence contactez mon collègue."),
    ("Respuesta automática", "Gracias por su mensaje. Estoy de vacaciones hasta el día {n} y responderé a mi vuelta."),
    ("Risposta automatica", "Sono fuori ufficio fino al {n} e risponderò al mio rientro."),
    ("Resposta automática", "Obrigado pela mensagem. Estarei ausente até o dia {n}."),
    ("Automatisch antwoord", "Dank voor uw bericht. Ik ben tot {n} mei niet op kantoor."),
    ("Autosvar", "Tack för ditt mejl. Jag är på semester till den {n} och svarar när jag är tillbaka."),
)


def automatic_messages(count, seed=11):
    """Pairs of subject and text."""
    rng = random.Random(seed)
    made = []
    for _ in range(count):
        topic, number = rng.choice(TOPICS), rng.randint(2, 29)
        fill = lambda text: text.replace("{s}", topic).replace("{n}", str(number))
        kind = rng.random()
        if kind < 0.5:
            parts = [rng.choice(THANKS), f"{rng.choice(WHO)} {'currently ' if rng.random() < 0.4 else ''}{rng.choice(AWAY)} {rng.choice(WHEN)}.", rng.choice(BACK)]
            made.append((fill(rng.choice(SUBJECTS)), " ".join(p for p in parts if p)))
        else:
            subject, text = rng.choice(RECEIPTS if kind < 0.88 else OTHER)
            made.append((fill(subject), fill(text)))
    return made
