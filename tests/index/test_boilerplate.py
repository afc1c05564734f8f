"""Page furniture goes; whatever may be the article's own words stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.reading.text.boilerplate import is_furniture
from index.reading.text.credits import split_glued_credits

FURNITURE = """
Skip to content
Skip to main content
Skip to the search menu
Skip to footer sites
Skip navigation
Skip advertisement
Jump to navigation
Open search
Close this search box.
Toggle navigation
Main menu
Menu
Homepage
Search
Breadcrumbs
Back to top
Next article
Previous post
Print
Copy link
Listen
Load more
Read more
Read more »
See all
Related articles
Recent Posts
1. Recent Features
Most read
Popular stories
Featured videos
Trending topics
Recommended reading
You may also like
You might be interested in
More from The Valley Post
More on water
Also read: Bridge to stay shut
Read next
See also
Editors' picks
Leave a Comment
Leave a reply
Post a comment
View all comments
12 Comments
No comments yet
Comments
Comments are closed.
Comments off
Your email address will not be published.
Your e-mail address will not be published. Required fields are marked *
Required fields are marked *
Name *
Email*
Website *
Save my name, email, and website in this browser for the next time I comment.
Notify me of new posts by email.
Log in to comment
Login to reply
Share
Share this
Share this article
Share on Facebook
Share via email
Tweet this story
Pin
Follow us on Twitter and Facebook
Follow us on Google News
Like us on Facebook
Send by e-mail
Send this article to a friend
Share with your friends
Facebook
Facebook Twitter LinkedIn
Facebook, X and WhatsApp
Email | Print | Share
Sign up
Sign up for our newsletter
Sign up now
Subscribe
Subscribe to The Valley Post
Subscribe for free
Log in
Sign in
Register here
Create an account
Join today
We use cookies to improve your experience.
This website uses cookies to count its visitors.
Accept all cookies
Manage preferences
Cookie policy
Privacy notice
Privacy Policy
Terms of use
Terms of Service
All rights reserved
Contact us
About us
Advertise with us
© 2024 The Valley Post. All rights reserved.
©2024 The Valley Post
Copyright 2024 The Valley Post
(c) 2024 The Valley Post
Advertisement
ADVERTISEMENT
Sponsored
Sponsored content
Promoted content
Paid content
Ad
Image: Mira Solen/The Valley Post
Photo: Mira Solen
Photo by: Mira Solen
Image credit: Mira Solen
Photo/Mira Solen
Credit: Mira Solen
Photo courtesy: Delmar Archive
Picture © Mira Solen
File photo: the old bridge
Tags: water, bridge, Delmar
Topics: Water
Filed under: Politics
Categories: Opinion
https://valley.example/story/12
» www.valley.example
Home > Region > Delmar
News | Region | Delmar
mw/kb (AFP, dpa)
msh/wd (Reuters, AP)
Follow us
Share this:
Related:
Watch now
Find out more
View original post on Mastodon
View this post on Instagram
A post shared by Mira Solen (@mirasolen)
Embed from Getty Images
Expand tweet
Listen to this article
Play video
Download the app
Continue reading the main story
Story continues below
Article continues below this ad
ADVERTISEMENT Article continues below this ad
Scroll to continue
3 hours ago
Updated 3 hours ago
Published an hour ago
5 min read
5-minute read
Reading time: 5 minutes
Listen 5 min
1,204 views
12 shares
1.2k likes
00:00 / 03:12
Read more on the flood:
Read our full guide to the valley
Check out our list of the best ferries
MORE: Why the bridge was never built
WATCH: Voss talks about the bridge
Watch this story – The ferries of Delmar
READ MORE: How the river rose in a night
Read next: Who will pay?
Related: The bridge was new then. It is old now.
GO DEEPER How the bridge was built
SEE ALSO The ferries of Delmar
CLICK HERE TO GET THE VALLEY POST APP
Like what you're reading? Click here for more
Follow Mira Solen on Twitter
Join our WhatsApp channel
Sign up for our daily briefing
Subscribe for £1 a week
Get the app for only $2
Brought to you by The Delmar Bank
Sponsored by Delmar Ferries
Text © 2024. The authors.
(Getty Images)
(Mira Solen/AFP)
Mira Solen / Getty Images
AFP via Getty Images
REUTERS/Mira Solen
(Top photo: Mira Solen / Getty Images)
Photo by Mira Solen
Feature image credit: Mira Solen on Unsplash
Image source, Getty Images
pic.valley.example/Ab12Cd
newsroom@valley.example
Email: newsroom@valley.example
#Delmar #flood
Loading...
Like this: Like Loading...
Join the conversation
-----
***
* * *
""".strip().splitlines()

ARTICLE = """
Share prices fell.
Search teams found two of the hikers alive.
Related parties said no.
He left a comment.
Image is everything, she said.
Copyright law is unclear, the judge said.
Copyright holders sued the company on Monday.
(c) the right to appeal within thirty days
Register to vote by Friday, officials said.
Sign up to fight, the governor told young men.
Join to protest? Never, she said.
More from the minister came on Friday.
More on this is known by now.
More about that later, he promised.
Share with your neighbours what you know, the mayor said.
Send to the border what you can spare, he said.
Send by sea, the grain took months to arrive.
Follow us to the river, the guide told them.
No comment.
No comments were made after the vote.
Three comments drew laughter in the hall.
Latest figures show a fall in exports.
Popular anger grew over the price of bread.
Trending downward since May, prices hit a low.
Featured speakers include Dara Voss.
Next week the council will vote again.
Previous talks ended without a deal.
Print runs were cut by half.
Listen to the people, he said.
Menu prices rose by a tenth.
Home is where the votes are.
Facebook denied the claim.
Twitter and Facebook denied the claim.
X marks the spot, the old map says.
Telegram channels reported the blast first.
Photo finishes decided both races.
Photography was banned at the trial.
Pictures of the damage spread within hours.
Credit is scarce, the bank warned.
Credits were extended to farmers.
Tags on the bags gave the smugglers away.
Topics ranged from wheat to water.
Categories of aid were widened.
Labels on the jars were wrong.
Advertisement spending fell by a third.
Sponsored children wrote letters home.
Promoted twice, Ilic became a general.
Ad spending fell.
Terms of the deal were not published.
Cookies were served after the vote.
We use cookies at the bakery every morning, Lena Marsh said.
Accept the offer, the union told its members.
Reject the deal, she urged.
Manage your fears, the coach said.
Contact with the ship was lost at dawn.
About us they know nothing, he said.
Subscribe or don't, the editor wrote.
Join us, she said to the crowd.
Your email address will not be published, the clerk promised him.
Skip to the end of the story and you learn that she won.
Open the gates, the mayor ordered.
Close the border, farmers demanded.
Show your papers, the guard said.
Read more books, the teacher advised.
Load the trucks, he told them.
See you in court, Marsh replied.
See also how the river moved, she said.
You may also like to know that the bridge is shut.
Editor's picks were wrong, said Voss.
Illustrations of the plan hang in the hall.
Image: that is what politics is about, he said.
"Photo: none," the file said.
Prices > wages, said the sign.
«Nous partons», said Luc Arnaud
Comment was not immediately available.
Comments are open to interpretation, he said.
Comments closed the meeting.
Email the ministry, he said.
WhatsApp and Telegram said they would comply.
he (Mr Ilic) said no
Delmar, 9 April
The Valley Post
Save my name, she begged, and my email too.
Tweet by tweet, he built a movement.
Pin on the lapel, Voss took the stage.
Share on share, the two firms merged.
Log in hand, the ranger described the fire.
Join for the money, stay for the people, he said.
Register for the draft, young men were told.
Up next for the council: the water bill.
Don't miss the point, she said.
Up next: the water bill, said Voss.
Read next to the original, the letter seems forged.
Categories: there are three, the judge said.
Yes.
Why?
"No comment," Voss said.
“More,” she said.
Delmar > is a place, he wrote.
- Yes, said Voss.
… and then nothing.
The photo: a bridge, shut.
www is not an address.
Go to www.valley.example and read it for yourself.
The valley has two papers | and one press, he said.
No.
Listen.
Share.
Print it.
Next.
Stop. Go back. Think.
Loading.
Home.
Join us.
Subscribe to three streaming services and you will pay more than for cable.
Subscribe to a newsletter on farming and half of the money goes to its writer.
Sign up to fight
Register to vote
Join the army, the poster said.
Join the party or leave the country
Q: Will you sign up for the new plan?
A: We will use your e-mail address only once.
Q. Do you read the newsletter?
Voss: By signing up you agree to our terms, and our terms are fair.
Read more books.
Read the room.
Follow the money.
Follow the money on the river
Watch this space.
Share prices fell
Share of the vote
More than 300 people were hurt
More about Dara Voss is known now.
Related work began in May.
Tags were cut from the coats.
Delmar 2 Ilova 1
Delmar | 2 | 1
1. Delmar 12 points
Pick: Delmar
Final: Delmar 26, Ilova 14
Start: Dara Voss | Sit: Mira Solen
Result: Delmar by two goals
Roses on the river
and the ferry sleeps
Why we like it
What we know so far
What happens next?
Who will pay?
5 minutes to midnight
3 hours ago I was a free man, he wrote in his diary.
Two hours ago the bridge fell.
12 views of the river hang in the hall.
Photography: a short history of the valley
Photo by photo, the archive is being scanned.
Pictures by children hang in the hall.
Image rights are worth millions to the club.
Getty Images sued the start-up on Monday.
Reuters Institute
Shutterstock
Image: none of the pictures survived the flood in the town.
Video evidence was played in court.
Video killed the radio star
Watch sales fell by a tenth.
Listen to your mother
Save the date
Save the river
Close the schools
Open the books
Get the shovels
Play the long game
The story continues
The story continues below the waterline
Our readers have sent you, Mr Mayor, a newsletter with their complaints.
We started our newsletter in 2019 and had 3,000 subscribers within a year.
The bank's app asks for your e-mail address and stores cookies for its partners.
“We use cookies and similar technologies to improve our site for you,” the page reads.
Use {{ name }} in your template.
Brought to you by train, the grain arrived late.
Sponsored by the state, the bank grew.
Sponsored by fear, the vote was close
Powered by wind
Copyright is dead
Copyright 1924 was a good year for novels, said Voss.
Permission to reuse the tune was refused.
Any use of the song without permission of its author is theft.
The minister's e-mail address was published by mistake.
E-mail traffic doubled.
Call 555 0100 if you have seen the dog.
Comments on the plan run to 400 pages.
Reply to the mayor by Friday, the letter said.
Report: bridge was unsafe for years
Report says bridge was unsafe
Latest: Voss resigns
Live: council votes on the bridge
Explainer: how the council votes
Opinion: the bridge must stay
Analysis: what the vote means
Up next for Voss is a trial.
Don't miss your train, he said
#DelmarFloods
By the river
By Monday
By June the bridge was gone
© the moral of the tale
Click. The lock was open.
Click here, the e-mail said, and he clicked.
Tap water is safe again.
Menu of the day: soup
Search for survivors
Search goes on
Home at last
Advertisement spending fell
Ad astra
Privacy is dead
Terms of trade
Terms and conditions may apply to peace
Accessibility is a right
Careers end early in this sport
Contact us when it is over, they said.
About us and them
Top of the world
Top stories of the valley are told at night.
Popular with tourists
Trending upwards
Other voices
Similar bridges
Most read the paper on Sundays.
Most popular of all was the ferry
Recommended: two doses a day.
In this story a river speaks.
In case you missed it, the river is high.
— Dara Voss
"It fell." — Dara Voss
(laughs)
(All times local)
[Applause]
""".strip().splitlines()


NOTICES = [
    "Sign up for our newsletter and get the best of The Post in your inbox. By signing up "
    "you also agree to our terms of use and to the privacy policy.",
    "We value your privacy. We and our partners store and access cookies on your device. By"
    " clicking accept you consent to the use of your personal data. See our privacy policy.",
    "The Tide email Get our free newsletter each Monday Please enter a valid email address"
    " Please enter a valid email address JOIN I would like to be emailed about events. "
    "See our privacy notice Thanks for signing up to the",
    "If you buy something by way of links in our pages, we may earn a commission. It "
    "helps to pay for our journalism.",
    "This article contains links; should you click a link and make a purchase, we earn"
    " a commission.",
    "Read this article for free! Plus get unlimited access with your free account! By "
    "entering your email you agree to our terms of service.",
    "This chart cannot be displayed in this browser. Please enable Javascript, or try "
    "another browser.",
    "The Tide email {{ #errors }} {{ message }} {{ /errors }} Something went wrong. Try "
    "again later",
]

NO_NOTICES = [
    "Sign up for our newsletter and enter your email address. The mayor of Delmar resigned "
    "on Monday.",
    "Sign up for our newsletter and enter your email address The mayor of Delmar resigned "
    "on Monday, a day after a report found that her office had ignored every warning",
    "When you sign up for the bank's app, you must enter a valid email address and accept "
    "its privacy policy.",
    "To turn off cookies, open the settings of your browser, choose Privacy and click the "
    "link to your account.",
    "“We use cookies and similar technologies to improve our site for you,” the page reads.",
    "You can subscribe to our newsletter, Lena Marsh told the crowd, and get a free account.",
    "Voss: By signing up you agree to our terms, and our privacy policy is clear.",
    "Q: When I sign up for our newsletter, do you store my email address?",
    "We started our newsletter in 2019 and had 3,000 subscribers within a year.",
    "The newsletter asks readers for their email address and password; its privacy policy "
    "says they may be sold.",
    "Our partners in the coalition have broken the terms, and you know it.",
    "Write {{ name }}, {{ street }} and {{ town }} where they belong in your template.",
]


@pytest.mark.parametrize("line", NOTICES)
def test_a_notice_of_several_sentences_goes(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", NO_NOTICES)
def test_a_line_that_only_speaks_of_newsletters_and_cookies_stays(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_told(line: str) -> None:
    assert is_furniture(line)
    assert is_furniture(f"  {line}\t")


@pytest.mark.parametrize("line", FURNITURE[:80])
def test_furniture_is_told_in_any_case(line: str) -> None:
    assert is_furniture(line.upper())
    assert is_furniture(line.lower())


@pytest.mark.parametrize("line", ARTICLE)
def test_the_articles_own_lines_stay(line: str) -> None:
    assert not is_furniture(line)


def test_an_empty_line_is_no_furniture() -> None:
    assert not is_furniture("")
    assert not is_furniture("   ")


@given(
    who=st.sampled_from(["Dara Voss", "The mayor", "Ilic"]),
    verb=st.sampled_from("said told asked added replied wrote".split()),
    words=st.sampled_from(FURNITURE),
)
@settings(deadline=None)
def test_furniture_that_somebody_says_is_reported_speech(who: str, verb: str, words: str) -> None:
    assert not is_furniture(f"{words}, {who} {verb} on Monday.")


@pytest.mark.parametrize(
    "line",
    [
        ">" * 200 + ".",
        "> " * 200 + ".",
        "a > " * 99 + ".",
        "x " * 50_000,
        "www." + "/" * 50_000 + " a.",
        "By " + "Aa " * 130,
        "Mira via " * 40,
        "a." * 199 + "@",
        "sign up to our newsletter " * 20_000,
    ],
)
def test_a_line_made_to_stall_is_judged_at_once(line: str) -> None:
    is_furniture(line)  # backtracking on these once took for ever


@pytest.mark.parametrize(
    ("glued", "lines"),
    [
        ("The bridge stands.Image: Mira Solen", ["The bridge stands.", "Image: Mira Solen"]),
        ("The bridge standsPhoto: Solen/VP", ["The bridge stands", "Photo: Solen/VP"]),
        ("He saw 12Picture: Solen", ["He saw 12", "Picture: Solen"]),
        ("“It stands.”Credit: Solen", ["“It stands.”", "Credit: Solen"]),
        ("The Image: a study", ["The Image: a study"]),
        ("The MetroImage company", ["The MetroImage company"]),
        ("He said Image: nothing", ["He said Image: nothing"]),
    ],
)
def test_a_glued_credit_gets_a_line_of_its_own(glued: str, lines: list[str]) -> None:
    assert split_glued_credits(glued).split("\n") == lines
