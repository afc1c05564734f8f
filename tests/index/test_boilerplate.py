"""Page furniture goes; whatever may be the article's own words stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.reading.boilerplate import is_furniture, split_glued_credits

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
""".strip().splitlines()


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
    "line", [">" * 200 + ".", "> " * 200 + ".", "x " * 50_000, "www." + "/" * 50_000 + " a."]
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
