"""What the office says, in Georgian and in English: states, steps, checks, errors."""

from __future__ import annotations

import re

from registry.rights import RIGHT_NAMES, ROLE_NAMES

Pair = tuple[str, str]

STATES: dict[str, Pair] = {
    "particulars-proposed": ("მონაცემები დასადასტურებელია", "particulars to be confirmed"),
    "drafting": ("მზადდება", "being drafted"),
    "visaed": ("ვიზირებულია", "visa given"),
    "at-expertise": ("ექსპერტიზაზეა", "at expertise"),
    "concluded": ("დადებითი დასკვნა", "positive conclusion"),
    "returned": ("დაბრუნებულია", "returned"),
    "signed": ("ხელმოწერილია", "signed"),
    "sent": ("გაგზავნილია მაცნეში", "sent to the Herald"),
    "received": ("მიღებულია, ხელმოწერა შემოწმებულია", "received, signature checked"),
    "published": ("გამოქვეყნებულია", "published"),
    "refused": ("გამოქვეყნებაზე უარი", "publication refused"),
    "open": ("ღიაა", "open"),
    "submitted": ("დასამტკიცებელია", "waits for approval"),
    "approved": ("დამტკიცებულია", "approved"),
    "applied": ("განცხადება შემოსულია", "form filed"),
    "active": ("დაშვებულია", "admitted"),
    "closed": ("დახურულია", "closed"),
    "imported": ("შემოტანილია", "imported"),
    "proposed": ("შემოთავაზებულია", "proposed"),
    "carried-out": ("აღსრულებულია", "carried out"),
    "rejected": ("უარყოფილია", "rejected"),
}
STEPS: dict[str, Pair] = {
    "create": ("შექმნა", "create"),
    "edit": ("შეცვლა", "edit"),
    "attach": ("ფაილის დართვა", "attach a file"),
    "visa": ("ვიზირება", "give the visa"),
    "rework": ("დაბრუნება დასამუშავებლად", "back to the drafter"),
    "to-expertise": ("ექსპერტიზაზე გადაგზავნა", "send to expertise"),
    "agree": ("დადებითი დასკვნა", "positive conclusion"),
    "object": ("უარყოფითი დასკვნა", "negative conclusion"),
    "sign": ("ხელმოწერა", "sign"),
    "send": ("მაცნეში გაგზავნა", "send to the Herald"),
    "receive": ("ხელმოწერის შემოწმება და მიღება", "check the signature and receive"),
    "publish": ("რეგისტრაცია და გამოქვეყნება", "register and publish"),
    "refuse": ("გამოქვეყნებაზე უარი", "refuse publication"),
    "take-back": ("უკან დაბრუნება", "take back"),
}
DECISIONS: dict[str, Pair] = {
    "accept": ("მიღებულია", "accepted"),
    "correct": ("გასწორებულია", "corrected"),
    "refuse": ("უარი", "refused"),
    "defer": ("გადადებულია", "deferred"),
    "add": ("დამატებულია ადამიანის მიერ", "added by a person"),
    "no-effect": ("ცვლილება არ არის", "without effect"),
    "split": ("დაიყო", "split"),
    "merge": ("გაერთიანდა", "merged"),
    "undo": ("გაუქმდა", "undone"),
}
CHECKS: dict[str, Pair] = {
    "read": ("მითითება წაკითხულია", "order read"),
    "target": ("ერთეული ნაპოვნია", "target found"),
    "date": ("ამოქმედების დღე დადასტურებულია", "day of effect proved"),
    "cut": ("ახალი ტექსტი წყაროდან არის ამოჭრილი", "new text cut from the source"),
    "old-text": ("ძველი სიტყვები ემთხვევა", "old words stand there"),
    "notes": ("შენიშვნა", "note"),
    "petit": ("პეტიტი", "petit"),
    "decided": ("ყველა ოპერაციაზე გადაწყვეტილებაა", "every operation decided"),
    "covered": ("აქტის ყველა მითითება გათვალისწინებულია", "every imperative covered"),
    "own-words": (
        "გადაწყვეტილება იმას ამბობს, რასაც მითითება",
        "what was decided is what the orders say",
    ),
    "cited-act": ("სწორედ ციტირებული აქტი იცვლება (20(7))", "the act is the one cited (20(7))"),
    "same-kind": ("იმავე სახის აქტი ცვლის (20(4))", "amended by an act of the same kind (20(4))"),
    "carried-out": ("რაც მიღებულია, სრულდება", "what was accepted is carried out"),
    "untouched": ("სხვა ადგილას არაფერი შეცვლილა", "nothing changed elsewhere"),
    "same-hash": ("წყაროდან ხელახლა იგივე ტექსტი გამოდის", "replay gives the same text"),
    "numbering": ("ნუმერაცია უწყვეტია", "numbering without gaps"),
    "references": ("მითითებები შეცვლილ მუხლებზე", "references to removed articles"),
    "form": ("ხელმოწერის სახე", "form of the signature"),
    "content": ("სწორედ ამ ტექსტზეა", "it is on this very text"),
    "integrity": ("ხელმოწერა მთელია", "the signature is whole"),
    "chain": ("სერტიფიკატი სანდოა და მოქმედი იყო", "the certificate is trusted and was in force"),
    "qualified": ("კვალიფიციურია", "it is qualified"),
    "revocation": ("გაუქმებული არ არის", "it is not revoked"),
    "time": ("დროის სანდო აღნიშვნა", "trusted time stamp"),
    "same-day": ("იმავე დღის სხვა ცვლილებები", "other changes of the same day"),
}
PASSWORD_FIELDS = {
    "current": ("ახლანდელი პაროლი", "Present password"),
    "new": ("ახალი პაროლი", "New password"),
    "password": ("ახალი პაროლი", "New password"),
    "again": ("ახალი პაროლი კიდევ ერთხელ", "New password once more"),
}
ERRORS: dict[str, tuple[str, str, int]] = {
    "no-place": ("აირჩიეთ ერთეული, რომელსაც ახალი ეკუთვნის.",
                 "Choose the unit that the new one belongs to.", 422),
    "no-number": ("ასეთი ნომერი არ არის: დანომრეთ თავიდან ან აირჩიეთ სხვა ადგილი.",
                  "There is no such number: number anew or choose another place.", 422),
    "no-such-unit": ("ასეთი ერთეული ტექსტში აღარ არის: აირჩიეთ ხელახლა.",
                     "The text has no such unit any more: choose again.", 422),
    "table-in-annex": ("ცხრილი მხოლოდ დანართში დგება (16(6)): აირჩიეთ დანართი.",
                       "A table stands only in an annex (16(6)): choose an annex.", 422),
    "not-lossless": ("ტექსტის სტრუქტურა ცალსახად არ იკითხება: ერთეული ხელით დაამატეთ.",
                     "The structure cannot be read for certain: add the unit by hand.", 422),
    "not-signed-in": ("ჯერ შედით სისტემაში.", "Log in first.", 401),
    "not-let-in": ("სახელი, პაროლი ან კოდი არ არის სწორი.",
                   "The name, the password or the code is not right.", 401),
    "not-allowed": ("ამის უფლება არ გაქვთ.", "You may not do this.", 403),
    "forged": ("ფორმა ამ გვერდიდან არ არის გამოგზავნილი. გახსენით გვერდი ხელახლა.",
               "The form was not sent from this page. Open the page again.", 403),
    "no-such-page": ("ასეთი გვერდი არ არის.", "There is no such page.", 404),
    "no-such-draft": ("ასეთი პროექტი არ არის.", "There is no such draft.", 404),
    "no-such-record": ("ასეთი ჩანაწერი რეესტრში არ არის.",
                       "There is no such record in the register.", 404),
    "own-device": ("თქვენს მოწყობილობას სხვა ადმინისტრატორი ცვლის.",
                   "Another administrator replaces your device.", 403),
    "own-password": ("თქვენს პაროლს სხვა ადმინისტრატორი ცვლის.",
                     "Another administrator helps you to a new password.", 403),
    "asked-already": ("უკვე მოთხოვნილია: მეორე ადმინისტრატორმა უნდა დაადასტუროს.",
                      "It is asked for already: another administrator is to confirm it.", 409),
    "no-such-bundle": ("ასეთი საქმე არ არის.", "There is no such bundle.", 404),
    "no-such-file": ("ასეთი ფაილი არ არის.", "There is no such file.", 404),
    "no-such-user": ("ასეთი მომხმარებელი არ არის.", "There is no such user.", 404),
    "no-such-operation": ("ასეთი ოპერაცია არ არის.", "There is no such operation.", 404),
    "decided-already": ("ეს ზუსტად ასეა უკვე გასწორებული.", "It is corrected so already.", 409),
    "no-such-act": ("ასეთი აქტი არ არის.", "There is no such act.", 404),
    "no-such-step": ("ასეთი ნაბიჯი არ არის.", "There is no such step.", 400),
    "too-large": ("ფაილი ძალიან დიდია (უდიდესი 32 მბ).", "The file is too large (at most 32 MB).",
                  413),
    "unreadable": ("ტექსტი ვერ იკითხება.", "The text cannot be read.", 422),
    "incomplete": ("აკლია სავალდებულო ველი.", "A required field is missing.", 422),
    "bad-form": ("ველი სწორად არ არის შევსებული.", "A field is not filled in rightly.", 422),
    "bad-field": ("ველი სწორად არ არის შევსებული.", "A field is not filled in rightly.", 422),
    "bad-cut": ("მონიშნეთ ადგილი აქტის ტექსტში.", "Select a place in the act's text.", 422),
    "not-in-table": ("ცხრილში ასეთი სახე ან დარგი არ არის.",
                     "The tables have no such kind or branch.", 422),
    "bad-day": ("ასეთი დღე არ არის.", "There is no such day.", 422),
    "bad-password": ("პაროლი სუსტია: 12-დან 256-მდე ნიშანი.",
                     "The password is weak: 12 to 256 characters.", 422),
    "bad-keys": ("ყოველ ბრძანებას თავისი ერთი კლავიში აქვს.", "Each command has a key of its own.",
                 422),
    "unchanged-part": ("ნაწილი ჯერ მთელ ოპერაციას იმეორებს: გაასწორეთ.",
                       "The part is still the whole operation: correct it first.", 422),
    "open-already": ("ამ აქტზე გამასწორებელი მოვლენა უკვე ღიაა.",
                     "A corrective event is open on this act already.", 409),
    "nothing-to-undo": ("გასაუქმებელი არაფერია.", "There is nothing to undo.", 409),
    "not-editorial": ("სწორება სცდება მართლწერასა და პუნქტუაციას (8(5)).",
                      "It is more than spelling and punctuation (8(5)).", 422),
    "cannot-be-carried-out": ("ტექსტში ვერ სრულდება.", "It cannot be carried out.", 422),
    "no-such-difference": ("ასეთი განსხვავება არ არის.", "There is no such difference.", 404),
    "no-such-version": ("იმ დღისთვის ტექსტი არ არის.", "There is no text of that day.", 404),
    "no-such-event": ("ასეთი მოვლენა არ არის.", "There is no such event.", 404),
    "provider-fails": ("იდენტობის პროვაიდერი არ პასუხობს ისე, როგორც უნდა.",
                       "The provider of identities does not answer as it should.", 502),
    "bad-signature": ("ხელმოწერა ან შტამპი არ ვარგა (27(7), 28).",
                      "The signature or stamp is not good (27(7), 28).", 422),
    "no-key": ("მეორე ფაქტორის გასაღები მიუწვდომელია: მიმართეთ ადმინისტრატორს.",
               "The key of the second factor is not at hand: ask an administrator.", 503),
    "bad-key": ("დაშიფვრის გასაღები არ ვარგა: მიმართეთ ადმინისტრატორს.",
                "The key that seals secrets is not good: ask an administrator.", 503),
    "name-taken": ("ეს სახელი დაკავებულია.", "This name is taken.", 409),
    "changed-meanwhile": ("სხვამ შეცვალა, სანამ თქვენ უყურებდით. ნახეთ ხელახლა.",
                          "Somebody changed it meanwhile. Look again.", 409),
    "held": ("ამ საქმეზე კოლეგა მუშაობს. შეგიძლიათ გადაიბაროთ.",
             "A colleague works on this bundle. You may take it over.", 409),
    "closed": ("საქმე დახურულია ამ ნაბიჯისთვის.", "The bundle is closed for this step.", 409),
    "wrong-state": ("ეს ნაბიჯი ახლა შესაძლებელი არ არის.", "This step is not possible now.", 409),
    "own-decision": ("ვინც გადაწყვიტა, ის ვერ დაამტკიცებს (ოთხი თვალი).",
                     "Who decided does not approve (four eyes).", 403),
    "own-rights": ("საკუთარ უფლებებს ვერავინ ცვლის.", "Nobody changes their own rights.", 403),
    "own-body": ("მხოლოდ საკუთარი ორგანოსთვის.", "Only for one's own body.", 403),
    "other-body": ("პროექტი მხოლოდ საკუთარი ორგანოსთვის დგება.",
                   "A person drafts for their own body.", 403),
    "not-confirmed": ("ყოველი ოპერაცია უნდა დადასტურდეს.",
                      "Each operation must be confirmed.", 409),
    "against-words": ("გადაწყვეტილება მითითებას ეწინააღმდეგება: დაწერეთ, რატომ არის სწორი.",
                      "The decision contradicts the words of the order: say why it is right.", 422),
    "other-act": ("აქტის მონაცემები ციტირებულს არ ემთხვევა. თუ მაინც ეს აქტია, დასვით ნიშანი.",
                  "Its particulars are not those cited. If it is meant all the same, tick the box.",
                  409),
    "checks-fail": ("შემოწმება არ არის გავლილი.", "A check is not passed.", 409),
    "no-conclusion": ("საჭიროა იუსტიციის სამინისტროს დადებითი დასკვნა.",
                      "The Ministry's positive conclusion is needed.", 409),
    "differs": ("ტექსტი არ ემთხვევა იმას, რომელზედაც დასკვნა გაიცა.",
                "The text is not the one the conclusion was given on.", 409),
    "no-reason": ("მიუთითეთ მიზეზი.", "Give the reason.", 422),
    "no-source": ("მიუთითეთ წყარო: სად იპოვეთ.", "Give the source: where you found it.", 422),
    "printed": ("ამას აქტი თავად ბეჭდავს ან უკვე შეტანილია: ვერ შეიცვლება.",
                "The act prints this itself, or it is entered already: it is not changed.", 422),
    "code-taken": ("ეს კოდი სხვა აქტს უჭირავს.", "Another act holds this code.", 409),
    "no-ground": ("მიუთითეთ საფუძველი.", "Give the ground.", 422),
    "no-text": ("დაწერეთ ტექსტი.", "Write something.", 422),
    "no-such-code": ("ასეთი კოდი იმ დღის ცხრილში არ არის.",
                     "There is no such code in the table of that day.", 422),
    "not-kept": ("ჩანაწერი ვერ შეინახა: სცადეთ ხელახლა.", "It was not kept: try again.", 500),
    "entered": ("ეს აქტი რეესტრში უკვე არის.", "This act is in the register already.", 409),
    "particulars": ("აქტს სავალდებულო რეკვიზიტი აკლია (18(1), 28(1)ბ).",
                    "The act lacks a required particular (18(1), 28(1)(b)).", 422),
    "four-eyes": ("ამას ორი ადმინისტრატორი ერთად აკეთებს.",
                  "Two administrators do this together.", 403),
    "copies": ("საიდუმლო აქტი ორ ეგზემპლარად შემოდის.", "A secret act comes in two copies.", 422),
    "part-full": ("ამ ნაწილში თავისუფალი ნომერი აღარ არის.",
                  "This part has no number left.", 409),
    "code-held": ("აქტს კოდი უკვე აქვს.", "The act has a code already.", 409),
    "bad-clock": ("ვადა ერთ დღეზე ნაკლები არ არის.", "A term is at least one day.", 422),
    "no-clock": ("ამ ნაბიჯის ვადა ცხრილში არ არის.",
                 "The table has no clock for this step.", 409),
    "bad-ground": ("ასეთი საფუძველი არ არის.", "There is no such ground.", 422),
    "published-already": ("ეს აქტი უკვე გამოქვეყნებულია.", "This act is published already.", 409),
}  # fmt: skip
RIGHTS = {right.value: names for right, names in RIGHT_NAMES.items()}
ROLES = {role.value: names for role, names in ROLE_NAMES.items()}
ACTIONS: dict[str, Pair] = {
    "substitute": ("ახალი რედაქცია", "new wording"),
    "insert": ("დამატება", "addition"),
    "repeal": ("ამოღება", "removal"),
    "substitute-text": ("სიტყვების შეცვლა", "words replaced"),
    "insert-text": ("სიტყვების დამატება", "words added"),
    "repeal-text": ("სიტყვების ამოღება", "words removed"),
    "renumber": ("ნუმერაციის შეცვლა", "renumbering"),
    "repeal-act": ("აქტის ძალადაკარგულად გამოცხადება", "act repealed"),
    "suspend": ("შეჩერება", "suspension"),
    "resume": ("მოქმედების აღდგენა", "in force again"),
    "limit": ("მოქმედების ვადის განსაზღვრა", "term set"),
    "split": ("ერთეულის გაყოფა", "unit divided"),
    "join": ("ერთეულების გაერთიანება", "units joined"),
    "other": ("სხვა", "other"),
}
UNITS: dict[str, Pair] = {
    "book": ("წიგნი", "book"), "part": ("კარი", "part"), "chapter": ("თავი", "chapter"),
    "article": ("მუხლი", "article"), "point": ("პუნქტი", "point"),
    "subpoint": ("ქვეპუნქტი", "subpoint"), "paragraph": ("აბზაცი", "paragraph"),
    "sentence": ("წინადადება", "sentence"), "annex": ("დანართი", "annex"),
    "note": ("შენიშვნა", "note"), "row": ("სტრიქონი", "row"), "column": ("სვეტი", "column"),
    "table": ("ცხრილი", "table"),
}  # fmt: skip
FACETS: dict[str, Pair] = {
    "unit": ("ერთეული", "the unit"), "heading": ("სათაური", "heading"),
    "preamble": ("პრეამბულა", "preamble"), "text": ("ტექსტი", "running text"),
    "table": ("ცხრილი", "table"), "annex": ("დანართი", "annex"),
}  # fmt: skip
CLOCK_STEPS: dict[str, Pair] = {
    "expertise": ("ექსპერტიზა", "expertise"),
    "send": ("მაცნეში გაგზავნა", "sending"),
    "publish": ("გამოქვეყნება", "publication"),
    "systematize": ("სისტემატიზაცია", "systematization"),
}
CLOCK_ISSUERS: dict[str, Pair] = {
    "any": ("ყველა", "all"), "with-conclusion": ("დასკვნით", "with a conclusion"),
    "exempt": ("დასკვნის გარეშე", "without a conclusion"),
    "municipal": ("მუნიციპალიტეტი", "municipality"),
    "ten-day": ("პარლამენტი, პრეზიდენტი, მთავრობა, ავტონომიური რესპუბლიკა",
                "Parliament, President, Government, autonomous republics"),
    "elections": ("ცენტრალური საარჩევნო კომისია", "elections commission"),
    "bank-at-once": ("ეროვნული ბანკი, დაუყოვნებლივ", "National Bank, at once"),
    "justice-council": ("იუსტიციის უმაღლესი საბჭო", "High Council of Justice"),
    "data-protection": ("პერსონალურ მონაცემთა დაცვის სამსახური", "data protection service"),
}  # fmt: skip
EVENTS: dict[str, Pair] = {
    "correct": ("რედაქციული სწორება (№158, 8(5))", "editorial correction (Order 158, 8(5))"),
    "commence": ("მოვლენა დადგა: ცვლილება ამოქმედდა", "the event happened: a change takes effect"),
    "first": ("ერთი დღის ცვლილებათა რიგი", "the order of changes of one day"),
    "strike": ("არაკონსტიტუციურად ცნობა", "held unconstitutional"),
    "undo": ("გადაწყვეტილების გაუქმება", "a decision ends"),
}
LOST: dict[str, dict[str, Pair]] = {
    "device": {
        "title": ("დაკარგული მოწყობილობა", "A lost device"),
        "how": ("ორი ადმინისტრატორი: ერთი ამბობს, რით იცნო ადამიანი, მეორე ადასტურებს და "
                "ერთჯერად კოდს გადასცემს. პაროლი მაინც საჭიროა.",
                "Two administrators: one says how the person was recognized, another confirms and "
                "hands over a code that is good once. The password is asked for all the same."),
        "button": ("მოწყობილობა დაკარგულია", "The device is lost"),
        "requests": ("მოწყობილობის მოთხოვნები", "Requests for a new device"),
        "ended": ("ძველი მოწყობილობა და სესიები უკვე დასრულდა.",
                  "The old device and the sessions have ended already."),
    },
    "password": {
        "title": ("დავიწყებული პაროლი", "A forgotten password"),
        "how": ("ორი ადმინისტრატორი: ერთი ამბობს, რით იცნო ადამიანი, მეორე ადასტურებს და "
                "ერთჯერად კოდს გადასცემს. მოწყობილობის კოდი მაინც საჭიროა; ახალ პაროლს თავად "
                "ადამიანი იგონებს.",
                "Two administrators: one says how the person was recognized, another confirms and "
                "hands over a code that is good once. The device's code is asked for all the "
                "same, and the new password is the person's own."),
        "button": ("პაროლი დავიწყებულია", "The password is forgotten"),
        "requests": ("პაროლის მოთხოვნები", "Requests for a new password"),
        "ended": ("სესიები უკვე დასრულდა.", "The sessions have ended already."),
    },
}  # fmt: skip
DEVICE_STATES: dict[str, Pair] = {
    "proposed": ("ელოდება მეორე ადმინისტრატორს", "waits for a second administrator"),
    "confirmed": ("დადასტურდა", "confirmed"),
    "rejected": ("უარყოფილია", "rejected"),
}
CORRECTED: dict[str, Pair] = {
    "changed": ("შეიცვალა", "changed"),
    "added": ("დაემატა", "added"),
    "withdrawn": ("ამოღებულია: მითითება არ იყო", "withdrawn: it was no order"),
}
ORDER_FIELDS: dict[str, Pair] = {
    "action": ("ქმედება", "action"), "document": ("დოკუმენტი", "document"),
    "units": ("ერთეული", "unit"), "facet": ("ნაწილი", "part of it"),
    "new_units": ("ახალი ნომერი", "new number"), "old_text": ("ძველი სიტყვები", "old words"),
    "new_text": ("ახალი ტექსტი", "new text"), "position": ("ადგილი", "place"),
    "occurrence": ("რომელ ადგილებზე", "at which places"),
    "valid_from": ("ძალაშია დღიდან", "in force from"),
    "merged": ("გაერთიანებული მითითება", "merged order"),
    "refusal": ("უარი", "refusal"), "text": ("ტექსტი", "text"),
    "order": ("რიგი იმ დღეს", "turn on that day"), "decision": ("გადაწყვეტილება", "decision"),
}  # fmt: skip
DIFFERENCES: dict[str, Pair] = {
    "unclear": ("გაურკვეველი", "unclear"),
    "ours": ("ჩვენი შეცდომა", "ours"),
    "reading": ("ასლის წაკითხვა", "reading of the copy"),
    "official": ("ოფიციალური ტექსტის შეცდომა", "slip of the official text"),
}
VERDICTS: dict[str, Pair] = {
    "good": ("ვარგისია", "good"),
    "bad": ("არ ვარგა", "not good"),
    "open": ("ბოლომდე ვერ შემოწმდა", "not wholly checked"),
}
PARTS: dict[str, Pair] = {
    "cover": ("სათაური", "title"),
    "preamble": ("პრეამბულა", "preamble"),
    "annex": ("დანართი", "annex"),
}
PLACES: dict[str, Pair] = {
    "as-read": ("როგორც წაკითხულია", "as it was read"),
    "after": ("სიტყვების შემდეგ", "after the words"),
    "before": ("სიტყვების წინ", "before the words"),
    "end": ("ბოლოში", "at the end"),
    "none": ("ნომრის ადგილას", "where its number says"),
}
COMMANDS: dict[str, tuple[str, str, str]] = {  # what a key does; the key it has at first
    "next": ("შემდეგი ოპერაცია", "next operation", "j"),
    "previous": ("წინა ოპერაცია", "previous operation", "k"),
    "accept": ("მიღება", "accept", "a"),
    "accept-all": ("ყველა უეჭველის მიღება", "accept all that is sure", "A"),
    "correct": ("გასწორება", "correct", "c"),
    "refuse": ("უარი", "refuse", "r"),
    "defer": ("გადადება", "defer", "d"),
    "split": ("დაყოფა", "split", "p"),
    "merge": ("რამდენიმე ერთად", "several at once", "m"),
    "undo": ("გაუქმება", "undo", "u"),
    "submit": ("დასამტკიცებლად გადაცემა", "hand over for approval", "s"),
    "checks": ("შემოწმება", "checks", "h"),
    "confirm": ("ოპერაციის დადასტურება", "confirm the operation", "f"),
    "approve": ("დამტკიცება", "approve", "y"),
    "send-back": ("უკან დაბრუნება", "send back", "b"),
}


def path_words(units: list[tuple[str, str | None]] | list[list[str | None]], place: int = 0) -> str:
    """„მუხლი 3, პუნქტი 2“; ``place`` 1 gives English."""
    return ", ".join(
        f"{UNITS.get(str(kind), (str(kind),) * 2)[place]} {number or ''}".strip()
        for kind, number in units
    )


def force_words(force: str, language: str) -> str:
    """How a draft enters into force, as people write it; inverse of :func:`force_of`.

    >>> force_words("days:15", "ka"), force_words("publication", "en")
    ('მე-15 დღეს', 'on publication')
    """
    if force == "publication":
        return "on publication" if language == "en" else "გამოქვეყნებისთანავე"
    if force.startswith("days:"):
        days = force.removeprefix("days:")
        return f"on the {days}th day" if language == "en" else f"მე-{days} დღეს"
    return force


def force_of(words: str) -> str:
    """„publication“, „days:N“ or the day itself, from what was written in the form.

    >>> [force_of(one) for one in ("გამოქვეყნებისთანავე", "მე-15 დღეს", "on the 15th day")]
    ['publication', 'days:15', 'days:15']
    >>> force_of("2027-01-01"), force_of("days:15")
    ('2027-01-01', 'days:15')
    """
    words = words.strip()
    if words in ("on publication", "გამოქვეყნებისთანავე"):
        return "publication"
    found = re.fullmatch(r"(?:მე-(\d{1,3}) დღეს?|on the (\d{1,3})(?:st|nd|rd|th) day)", words)
    return f"days:{found[1] or found[2]}" if found else words
