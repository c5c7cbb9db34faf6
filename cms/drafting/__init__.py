"""Writing drafts from plain data, for programs: the same form, rules and words as the admin's page of a draft.

`actions` makes and changes drafts, `form` binds plain data to the admin's form, `body` does so for blocks, `shown` gives a draft
as the same plain data, `uploads` takes in images and files, `previews` signs what a draft looks like.
"""
