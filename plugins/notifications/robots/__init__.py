"""群机器人: what the group of a unit or committee is told by a robot of WeCom (企业微信) or DingTalk (钉钉).

A group is no person: whoever is in it reads what is said there. So it is told in words only what all employees may see, and of
everything else how much there is, with a link that asks who opens it.
"""
