// Written by generate.mjs from the OpenAPI document; see README.md. Not edited by hand.

export interface paths {
    "/api/v1/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What there is
         * @description The addresses to start from.
         */
        get: operations["index"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Units × modules 看板对比
         * @description How up to date every unit's modules are today, in the order of the tree. States are the same for every employee; others,
         *     who may not know of them, get nothing.
         */
        get: operations["compareBoards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed since 变动
         * @description Records and home pages that were published, changed or taken down since, the oldest change first: for static builds and
         *     copies. A cursor costs the same anywhere.
         *
         *     `gone` is said to whoever could see it, and of it nothing but its id. Keep `cursor` and come back with it; with `more` at
         *     once. A reader who is given another role begins anew: what they see because of it did not change.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Drafts 稿件
         * @description What is begun and not published as it stands, in the units whose information officer (信息员) the reader is: the draft
         *     that was saved last comes first.
         */
        get: operations["listDrafts"];
        put?: never;
        /**
         * Begin a draft
         * @description A new draft in a section of the reader's own unit. It may be unfinished: `lacking` says what is still to be done.
         */
        post: operations["createDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drafts/{draft}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A draft as it is written
         * @description The latest draft of a record of the reader's unit, published or not, with what is lacking and what machine checks find.
         *
         *     Its `ETag` begins with `revision`: send either as `If-Match` when changing it.
         */
        get: operations["getDraft"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a draft
         * @description Write what is named and leave the rest. 412 when somebody saved it since it was read: nothing is overwritten unseen.
         */
        patch: operations["changeDraft"];
        trace?: never;
    };
    "/api/v1/drafts/{draft}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a preview 预览
         * @description Two addresses of the draft as it is now, for ten minutes: the portal's page and the JSON of a published record. Whoever
         *     opens one must be allowed to see the draft at that moment; others find nothing there.
         */
        post: operations["previewDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drafts/{draft}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit 报送
         * @description Send the draft to the first stage of review. What is in the way is named by field, and nothing is submitted.
         */
        post: operations["submitDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drafts/{draft}/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back 撤回报送
         * @description Take a submission back, to go on writing.
         */
        post: operations["takeBackDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the units owe 应更新
         * @description The figures of every unit of a committee in a period, as of any past day. For employees; not paged.
         */
        get: operations["listDues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload 上传
         * @description An image or attachment of the reader's own unit. Types and sizes are judged as in the admin; a broken picture is refused.
         *
         *     Its `id` is what a draft names it by. It is private until a published record shows it.
         */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who the reader is
         * @description The person, their roles, and the circles of readers that follow from them: why they see what they see.
         */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/modules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Modules 栏目模块
         * @description The modules that are installed and switched on, in the order of the boards, with the rules that they rest on and
         *     the JSON Schema of their fields.
         */
        get: operations["listModules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/morning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The morning view 每日一览
         * @description What the Party office, a committee's members or a secretary should look at: red, late, blank, waiting, unanswered, unusual, due
         *     soon, as far as the reader may know it; and what was published, corrected and withdrawn since they last looked at the page.
         *     404 for whoever watches no unit.
         */
        get: operations["morning"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/previews/{signature}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A previewed draft as readers would see it
         * @description The draft in the form of GET /records/{id}. 404 when ten minutes have passed, when the draft was saved since, or when the
         *     reader may not see it.
         */
        get: operations["getPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quarters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Closed quarters 季度关账
         * @description The closed quarters that the reader may read, the newest first: once published for every employee.
         */
        get: operations["listQuarters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quarters/{quarter}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A closed quarter 季度得分
         * @description Every unit's figures with the records behind each, supplements taken in. Without `committee`: of the first that
         *     the reader may read.
         */
        get: operations["getQuarter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Records 记录
         * @description Published records that the reader may see, the newest fact first; the filters narrow together. What is meant by words
         *     rather than written in them is found by GET /search.
         *
         *     Each item is the record's envelope and card; its `href` has everything.
         */
        get: operations["listRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/by-path": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A record by its path on the site
         * @description The record whose page is at this path. A path that it had earlier is answered with 308 and where it is now.
         */
        get: operations["getRecordByPath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{record}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A record in full
         * @description Fields, body, attachments, evidence and the stamp of its review, as far as the reader may see them; what they may
         *     not is named under `withheld`.
         */
        get: operations["getRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{record}/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a correction 更正
         * @description Begin the next version of a record of the reader's unit that was once published, with the note that its readers will see.
         *     What is published stays as it is until the new version has passed its reviews.
         */
        post: operations["correctRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{record}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw 撤回发布
         * @description Take a published record down: for the approver (党委签发人) and the Party office (党务室) of its unit's committee.
         */
        post: operations["withdrawRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What waits for me 待审
         * @description What the reader can decide now, at each of the stages whose role they hold, what is due first at the top. Not paged.
         */
        get: operations["listReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a reviewer reads
         * @description The draft as readers would see it, the review form's items of this stage, and what machine checks found.
         */
        get: operations["getReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{task}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that I am at it 正在审
         * @description Tells the others of the same role that it is being read. A claim lasts half an hour and keeps nobody from deciding.
         */
        post: operations["claimReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{task}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide 审核
         * @description Pass, return or reject. Whoever passes answers every item of the stage's form and every finding; whoever returns or rejects
         *     says why. Only the second and the third stage reject: the same content is not taken again (不予发布).
         *
         *     The third stage's pass publishes. What is wrong is named by field, and nothing is decided.
         */
        post: operations["decideReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search 检索
         * @description Published records and home pages that hold the words anywhere, the best first, within what the reader may see.
         *
         *     Where fewer than ten hold all the words, others follow that hold a part of them (`relaxed`), at most a hundred.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggestions while typing 检索提示
         * @description What the reader may want: each suggestion leads to something that the reader may see.
         */
        get: operations["suggest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sections 栏目
         * @description The modules that are switched on, unit by unit in the order of the tree.
         */
        get: operations["listSections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sections/{section}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A section
         * @description One module of one unit. Its records: `records_href`.
         */
        get: operations["getSection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sections/{section}/feed.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Atom feed of a section
         * @description The newest publications of a section: a visitor's feed holds what is public, a reader's what they may see.
         */
        get: operations["getSectionAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sections/{section}/feed.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * JSON Feed of a section
         * @description The same as JSON Feed 1.1.
         */
        get: operations["getSectionFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/taxonomy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Boards, modules, scopes, roles, tags
         * @description The words that records are sorted by, with their labels, and the tags of the records that the reader may see.
         */
        get: operations["getTaxonomy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tree of units 党组织
         * @description All units that the reader may know of, in the order of the tree: a unit follows the one that it is below.
         *
         *     `parent` makes the tree of the list. Not paged.
         */
        get: operations["listUnits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A unit with its home page
         * @description The unit of this id or code, and the content of its home page: blocks, among them the live blocks of a home page
         *     (`board`, `latest_records`, `notices`, `calendar`), which say what to show; `href` in them is where to ask for it.
         */
        get: operations["getUnit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A unit's three boards 看板
         * @description 管理基础, 管理重点 and 管理回顾, each with a tile for every module that is switched on in the unit, and whether it is up
         *     to date today.
         *
         *     Closed sections are left out when they hold nothing that the reader may see.
         */
        get: operations["getBoard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/dues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a unit owes 应更新
         * @description The due items of a unit in a period with what satisfied each, as of any past day. For employees.
         */
        get: operations["getDues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/feed.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Atom feed of a unit
         * @description The newest publications of a unit, of its own sections.
         */
        get: operations["getUnitAtom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/feed.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * JSON Feed of a unit
         * @description The same as JSON Feed 1.1.
         */
        get: operations["getUnitFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/nil-returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * State that there was nothing 零报告
         * @description The unit's information officer (信息员) says that there was nothing to record for a due item. A reviewer or the secretary of
         *     the unit confirms it; until then it satisfies nothing. Refused for what is statutory, and in quarters that are closed.
         */
        post: operations["createNilReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/nil-returns/{nil_return}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a nil return 确认零报告
         * @description By a second person of the unit, its reviewer or secretary.
         */
        post: operations["confirmNilReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/nil-returns/{nil_return}/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a nil return back 撤回零报告
         * @description As long as nobody confirmed it.
         */
        post: operations["takeBackNilReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{unit}/objectives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A unit's objectives with their months 方针目标
         * @description The bowling chart as figures: months, statuses, the year to date, the weighted score; of objectives that the reader may see.
         */
        get: operations["getObjectives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AlsoCounts
         * @description Another module that the record counts as, or one kind of its records: `module` or `module:field=choice`.
         */
        AlsoCounts: {
            /** Display */
            display: string;
            /** Module */
            module: string;
            /** Target */
            target: string;
        };
        /** 考核评价 */
        AssessmentField: {
            display: string;
            label: string;
            /** @constant */
            name: "period_kind";
            /** @constant */
            type: "choice";
            value: "quarter" | "half_year" | "year";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "period_value";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "scheme";
            /** @constant */
            type: "text";
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "items";
            /** @constant */
            type: "table";
            value: {
                /** 依据记录 */
                evidence: string | (null | "");
                /** 满分 */
                full_marks: string;
                /** 项目 */
                item: string;
                /** 扣分原因 */
                reason: string | (null | "");
                /** 考核分 */
                score: string;
                /** 自评分 */
                self_score: string | (null | "");
                /** 标准 */
                standard: string | (null | "");
            }[];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "bonus";
            /** @constant */
            type: "table";
            value: {
                /** 依据 */
                evidence: string | (null | "");
                /** 事项 */
                item: string;
                /** 加分 */
                score: string;
            }[];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "veto_items";
            /** @constant */
            type: "table";
            value: {
                /** 事实 */
                fact: string;
                /** 事项 */
                item: string;
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "total";
            /** @constant */
            type: "decimal";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "grade";
            /** @constant */
            type: "choice";
            value: "excellent" | "good" | "pass" | "fail";
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "appeal";
            /** @constant */
            type: "table";
            value: {
                /** 申诉人 */
                by: components["schemas"]["PageReference"];
                /**
                 * 日期
                 * Format: date
                 */
                date: string;
                /** 复核结论 */
                decision: string | (null | "");
                /** 理由 */
                ground: string;
                /** 复核项目 */
                number: number | (null | "");
                /** 复核得分 */
                score: string | (null | "");
                /** 原得分 */
                was: string | (null | "");
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "published_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        };
        /** 考核评价 */
        AssessmentRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["AssessmentField"][];
            /** @constant */
            module: "assessment";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "assessment";
        };
        /** 附件 */
        AttachmentBlock: {
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "attachment";
            value: {
                file: components["schemas"]["File"] | null;
                /** 显示名称 */
                title: string;
            };
        };
        /**
         * Audience
         * @description One circle of readers that the reader belongs to.
         */
        Audience: {
            /** Display */
            display: string;
            /**
             * Scope
             * @enum {string}
             */
            scope: "public" | "employees" | "members" | "unit" | "committee" | "restricted" | "own" | "practice";
            /** @description Where it is that of one unit or committee. */
            unit: components["schemas"]["UnitRef"] | null;
        };
        /** @description One block of a body: `type` says what `value` is. A later release, or a plugin, may add types: skip what you do not know. */
        Block: components["schemas"]["HeadingBlock"] | components["schemas"]["RichTextBlock"] | components["schemas"]["QuoteBlock"] | components["schemas"]["ImageBlock"] | components["schemas"]["GalleryBlock"] | components["schemas"]["AttachmentBlock"] | components["schemas"]["TableBlock"] | components["schemas"]["CalloutBlock"] | components["schemas"]["PersonBlock"] | components["schemas"]["TimelineBlock"] | components["schemas"]["FiguresBlock"];
        /** Board */
        Board: {
            /**
             * Board
             * @enum {string}
             */
            board: "foundation" | "focus" | "review";
            /** Label */
            label: string;
            /** Tiles */
            tiles: components["schemas"]["Tile"][];
        };
        /** 管理看板 */
        BoardBlock: {
            href: string;
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "board";
            value: {
                /**
                 * 看板
                 * @enum {string|null}
                 */
                board: "foundation" | "focus" | "review" | "" | null;
            };
        };
        /** 活动日历 */
        CalendarBlock: {
            href: string;
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "calendar";
            value: {
                /** 月数 */
                months: number;
            };
        };
        /** 提示框 */
        CalloutBlock: {
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "callout";
            value: {
                /**
                 * 类型
                 * @enum {string}
                 */
                kind: "info" | "notice" | "warning";
                /** 内容 */
                text: string;
            };
        };
        /** Card */
        Card: {
            /**
             * Lines
             * @default []
             */
            lines?: string[];
            /**
             * Summary
             * @default
             */
            summary?: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * Change
         * @description `current`: fetch `href`. `gone`: forget it; nothing else is said of it.
         */
        Change: {
            /**
             * Change
             * @enum {string}
             */
            change: "current" | "gone";
            document: components["schemas"]["ChangedDocument"] | null;
            /** Id */
            id: number;
        };
        /**
         * ChangeItem
         * @description What happened to a published record; of a withdrawn one no title is told.
         */
        ChangeItem: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Module */
            module: string;
            /** Title */
            title: string;
            unit: components["schemas"]["UnitRef"];
            /** Url */
            url: string;
            /**
             * What
             * @enum {string}
             */
            what: "published" | "corrected" | "withdrawn";
        };
        /**
         * ChangeList
         * @example {
         *       "cursor": "4711",
         *       "items": [
         *         {
         *           "change": "current",
         *           "document": {
         *             "href": "https://dj.example.cn/api/v1/records/311",
         *             "kind": "record",
         *             "last_published_at": "2026-03-09T09:02:11+08:00",
         *             "module": "three_meetings_one_lesson",
         *             "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
         *             "version": "5c1f0e4a"
         *           },
         *           "id": 311
         *         },
         *         {
         *           "change": "gone",
         *           "document": null,
         *           "id": 298
         *         }
         *       ],
         *       "more": false
         *     }
         */
        ChangeList: {
            /**
             * Cursor
             * @description What to ask with as `since` the next time.
             */
            cursor: string;
            /** Items */
            items: components["schemas"]["Change"][];
            /**
             * More
             * @description Whether there is more already.
             */
            more: boolean;
        };
        /** ChangedDocument */
        ChangedDocument: {
            /** Href */
            href: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "record" | "unit";
            /**
             * Last Published At
             * Format: date-time
             */
            last_published_at: string;
            /** Module */
            module: string;
            /** Path */
            path: string;
            /**
             * Version
             * @description Another one whenever what it says, or to whom, changed.
             */
            version: string;
        };
        /** Choice */
        Choice: {
            /** Label */
            label: string;
            /** Value */
            value: string;
        };
        /**
         * Claimed
         * @description Whether somebody else is at it; a claim keeps nobody from deciding.
         * @example {
         *       "claimed_by": "",
         *       "mine": true,
         *       "since": "2026-03-06T10:00:00+08:00"
         *     }
         */
        Claimed: {
            /** Claimed By */
            claimed_by: string;
            /** Mine */
            mine: boolean;
            /** Since */
            since: string | null;
        };
        /** 党风廉政 */
        CleanGovernanceField: {
            display: string;
            label: string;
            /** @constant */
            name: "item_kind";
            /** @constant */
            type: "choice";
            value: "responsibility_letter" | "education" | "warning_case" | "risk_point" | "talk" | "inspection" | "channel";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "responsible";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "audience";
            /** @constant */
            type: "text";
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "risk_points";
            /** @constant */
            type: "table";
            value: {
                /** 措施 */
                control: string;
                /** 等级 */
                level: "high" | "middle" | "low";
                /** 责任人 */
                owner: string;
                /** 岗位 */
                post: string;
                /** 风险点 */
                risk: string;
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "findings";
            /** @constant */
            type: "richtext";
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "rectification";
            /** @constant */
            type: "table";
            value: {
                /** 整改措施 */
                action: string;
                /** 完成情况 */
                done: string | (null | "");
                /** 期限 */
                due: string | (null | "");
                /** 问题 */
                issue: string;
            }[];
        };
        /** 党风廉政 */
        CleanGovernanceRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["CleanGovernanceField"][];
            /** @constant */
            module: "clean_governance";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "clean_governance";
        };
        /** Column */
        Column: {
            /** Label */
            label: string;
            /** Name */
            name: string;
            /** Type */
            type: string;
        };
        /** 党委会议 */
        CommitteeMeetingsField: {
            display: string;
            label: string;
            /** @constant */
            name: "meeting_kind";
            /** @constant */
            type: "choice";
            value: "committee" | "enlarged" | "secretary_meeting" | "democratic_life" | "pre_study";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "held_at";
            /** @constant */
            type: "datetime";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "place";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "chair";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "recorder";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "expected";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "present";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "absentees";
            /** @constant */
            type: "table";
            value: {
                /** 姓名 */
                person: components["schemas"]["Reference"];
                /** 原因 */
                reason: string;
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "observers";
            /** @constant */
            type: "people";
            value: components["schemas"]["Reference"][];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "agenda";
            /** @constant */
            type: "table";
            value: {
                /** 时限 */
                due: string | (null | "");
                /** 讨论意见 */
                opinions: string | (null | "");
                /** 责任人 */
                owner: string | (null | "");
                /** 汇报人 */
                proposer: string | (null | "");
                /** 决议 */
                resolution: string | (null | "");
                /** 议题 */
                topic: string;
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "disclosable_extract";
            /** @constant */
            type: "richtext";
            value: string;
        };
        /** 党委会议 */
        CommitteeMeetingsRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["CommitteeMeetingsField"][];
            /** @constant */
            module: "committee_meetings";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "committee_meetings";
        };
        /** ComparedUnit */
        ComparedUnit: {
            /** Board Href */
            board_href: string;
            /**
             * Counts
             * @description How many modules are in each state.
             */
            counts: {
                [key: string]: number;
            };
            /** Plant */
            plant: string;
            /** Site */
            site: string;
            /** States */
            states: components["schemas"]["ModuleState"][];
            unit: components["schemas"]["UnitRef"];
            /**
             * Watched
             * @description Red objectives and drafts that wait; null for whose business it is not.
             */
            watched: {
                [key: string]: number;
            } | null;
        };
        /**
         * ComparedUnits
         * @example {
         *       "items": [
         *         {
         *           "board_href": "https://dj.example.cn/api/v1/units/12/board",
         *           "counts": {
         *             "blank": 0,
         *             "due_soon": 2,
         *             "fresh": 19,
         *             "late": 1,
         *             "nil": 1
         *           },
         *           "plant": "总装厂",
         *           "site": "江北厂区",
         *           "states": [
         *             {
         *               "due_on": "2026-04-05",
         *               "module": "party_dues",
         *               "sign": "×",
         *               "state": "late",
         *               "words": "1项逾期，最早应于2026年4月5日前"
         *             }
         *           ],
         *           "unit": {
         *             "code": "zongzhuang",
         *             "href": "https://dj.example.cn/api/v1/units/12",
         *             "id": 12,
         *             "title": "总装党支部"
         *           },
         *           "watched": null
         *         }
         *       ],
         *       "next": "12"
         *     }
         */
        ComparedUnits: {
            /** Items */
            items: components["schemas"]["ComparedUnit"][];
            /**
             * Next
             * @description What to ask with as `after` for the following page; empty at the end.
             */
            next: string;
        };
        /**
         * ConcernItem
         * @description One matter of one unit.
         */
        ConcernItem: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "red" | "late" | "blank" | "waiting" | "unanswered" | "unusual" | "due_soon";
            /** Kind Display */
            kind_display: string;
            /** Module */
            module: string;
            /**
             * New
             * @description Whether it began after `since` of the answer.
             */
            new: boolean;
            /**
             * Question
             * @description What to ask on the spot; empty when the text is question enough.
             */
            question: string;
            /**
             * Record
             * @description The record that it is about, if any.
             */
            record: number | null;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Text */
            text: string;
            unit: components["schemas"]["UnitRef"];
            /** Url */
            url: string;
        };
        /**
         * Correction
         * @description 更正于…: when, and what.
         */
        Correction: {
            /** Note */
            note: string;
            /** On */
            on: string;
        };
        /**
         * CorrectionNote
         * @example {
         *       "note": "更正：实到人数应为7人，核对签到表后修改。"
         *     }
         */
        CorrectionNote: {
            /**
             * Note
             * @description 更正说明: what is corrected and why; its readers will see it.
             */
            note: string;
        };
        /**
         * Count
         * @description A count and what stands behind it.
         */
        Count: {
            /** Count */
            count: number;
            /**
             * More
             * @description How many more records stand behind it.
             */
            more: number;
            /**
             * Records
             * @description Ids of the records behind it that the reader may see.
             */
            records: number[];
        };
        /**
         * Decision
         * @description One person's decision at one stage.
         * @example {
         *       "answers": {
         *         "numbers_reconcile": {
         *           "answer": "no",
         *           "note": "签到表7人"
         *         }
         *       },
         *       "decision": "return",
         *       "found": {
         *         "12": {
         *           "answer": "dismiss",
         *           "reason": "当日加班，已对照排班表"
         *         }
         *       },
         *       "opinion": "实到人数与签到表不符，请核对。",
         *       "reasons": [
         *         "numbers_differ"
         *       ]
         *     }
         */
        Decision: {
            /**
             * Answers
             * @description The review form: {item: {answer: yes, no or na, note}}.
             * @default {}
             */
            answers?: {
                [key: string]: unknown;
            };
            /**
             * Decision
             * @description pass 通过, return 退回修改, or reject 不予发布 (second and third stage).
             */
            decision: string;
            /**
             * Found
             * @description {finding's id: {answer: accept 属实 or dismiss 核实无误, reason}}.
             * @default {}
             */
            found?: {
                [key: string]: unknown;
            };
            /**
             * Opinion
             * @description Required unless it passes.
             * @default
             */
            opinion?: string;
            /**
             * Reasons
             * @description Codes of why it is returned or rejected.
             * @default []
             */
            reasons?: string[];
            /**
             * Scope
             * @description At the final stage: a narrower 公开范围.
             */
            scope?: ("public" | "employees" | "members" | "unit" | "committee" | "restricted") | null;
        };
        /** 民主评议党员 */
        DemocraticAppraisalField: {
            display: string;
            label: string;
            /** @constant */
            name: "year";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "held_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "should_join";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "joined";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "excellent_count";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "pass_count";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "basic_count";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "fail_count";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "member_results";
            /** @constant */
            type: "table";
            value: {
                /** 评定意见 */
                conclusion: "excellent" | "pass" | "basic" | "fail";
                /** 姓名 */
                member: components["schemas"]["Reference"];
                /** 互评 */
                peer_rating: "excellent" | "pass" | "basic" | "fail";
                /** 自评 */
                self_rating: "excellent" | "pass" | "basic" | "fail";
                /** 测评 */
                vote: "excellent" | "pass" | "basic" | "fail";
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "quota_check";
            /** @constant */
            type: "bool";
            value: boolean;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "handling";
            /** @constant */
            type: "richtext";
            value: string;
        };
        /** 民主评议党员 */
        DemocraticAppraisalRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["DemocraticAppraisalField"][];
            /** @constant */
            module: "democratic_appraisal";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "democratic_appraisal";
        };
        /** 诊断评价 */
        DiagnosisField: {
            display: string;
            label: string;
            /** @constant */
            name: "diagnosis_kind";
            /** @constant */
            type: "choice";
            value: "self" | "committee" | "peer" | "follow_up";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "target_unit";
            /** @constant */
            type: "unit";
            value: components["schemas"]["PageReference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "quarter";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "diagnosed_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "team";
            /** @constant */
            type: "people";
            value: components["schemas"]["Reference"][];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "objective_results";
            /** @constant */
            type: "table";
            value: {
                /** 实绩 */
                actual: string | (null | "");
                /** 评价 */
                comment: string | (null | "");
                /** 必达 */
                must: string;
                /** 目标 */
                objective: string;
                /** 状态 */
                status: "blue" | "green" | "yellow" | "red" | "grey";
                /** 挑战 */
                stretch: string;
            }[];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "process_scores";
            /** @constant */
            type: "table";
            value: {
                /** 依据 */
                evidence: string | (null | "");
                /** 阶段 */
                phase: "plan" | "do" | "check" | "act";
                /** 得分 */
                score: number;
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "strengths";
            /** @constant */
            type: "richtext";
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "problems";
            /** @constant */
            type: "table";
            value: {
                /** 改进要求 */
                action: string;
                /** 原因分析 */
                cause: string | (null | "");
                /**
                 * 期限
                 * Format: date
                 */
                due: string;
                /** 责任人 */
                owner: string;
                /** 问题 */
                problem: string;
                /** 状态 */
                state: "open" | "done" | "verified";
                /** 确认日期 */
                verified_on: string | (null | "");
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "conclusion";
            /** @constant */
            type: "choice";
            value: "a" | "b" | "c" | "d";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "reply";
            /** @constant */
            type: "richtext";
            value: string;
        };
        /** 诊断评价 */
        DiagnosisRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["DiagnosisField"][];
            /** @constant */
            module: "diagnosis";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "diagnosis";
        };
        /** 文件通知 */
        DocumentsNoticesField: {
            display: string;
            label: string;
            /** @constant */
            name: "doc_kind";
            /** @constant */
            type: "choice";
            value: "decision" | "notice" | "circular" | "opinion" | "report" | "request" | "reply" | "minutes" | "letter" | "superior";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "doc_number";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "issuing_body";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "signed_by";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "urgency";
            /** @constant */
            type: "choice";
            value: "normal" | "urgent" | "extra_urgent";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "main_recipients";
            /** @constant */
            type: "units";
            value: components["schemas"]["PageReference"][];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "copy_recipients";
            /** @constant */
            type: "units";
            value: components["schemas"]["PageReference"][];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "issued_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "receipt_required";
            /** @constant */
            type: "bool";
            value: boolean;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "receipt_due";
            /** @constant */
            type: "datetime";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "feedback_due";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "receipts";
            /** @constant */
            type: "table";
            value: {
                /** 落实反馈 */
                feedback: string | (null | "");
                /** 签收时间 */
                received_at: string | (null | "");
                /** 签收人 */
                received_by: components["schemas"]["Reference"] | (null | "");
                /** 传达形式 */
                relay_form: ("meeting" | "group" | "read" | "notice_board" | "online") | (null | "");
                /** 传达日期 */
                relayed_on: string | (null | "");
                /** 单位 */
                unit: components["schemas"]["PageReference"];
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "pdf";
            /** @constant */
            type: "file";
            value: components["schemas"]["File"];
        };
        /** 文件通知 */
        DocumentsNoticesRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["DocumentsNoticesField"][];
            /** @constant */
            module: "documents_notices";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "documents_notices";
        };
        /**
         * Draft
         * @description A draft in the form in which it is written: what PATCH takes.
         * @example {
         *       "also_counts": [],
         *       "attachments": [],
         *       "body": [
         *         {
         *           "id": "7190de04",
         *           "type": "rich_text",
         *           "value": "<p>每件省下八秒。</p>"
         *         }
         *       ],
         *       "confidentiality": "non_classified",
         *       "contains_personal_data": false,
         *       "correction_note": "",
         *       "evidence": [],
         *       "fields": {
         *         "chair": {
         *           "id": 452,
         *           "title": "朱道林"
         *         },
         *         "expected": 8,
         *         "meeting_type": "group"
         *       },
         *       "hints": [
         *         {
         *           "field": "title",
         *           "message": "标题与同月的另一条记录相同。"
         *         }
         *       ],
         *       "href": "https://dj.example.cn/api/v1/drafts/311",
         *       "id": 311,
         *       "lacking": [
         *         {
         *           "field": "fields.present",
         *           "message": "“实到人数”必须填写。"
         *         }
         *       ],
         *       "module": "three_meetings_one_lesson",
         *       "occurred_on": "2026-03-05",
         *       "period": "2026-03",
         *       "revision": "702-9b1c4f0e2a7d6653",
         *       "saved_at": "2026-03-06T08:58:11+08:00",
         *       "scope": "employees",
         *       "section": {
         *         "href": "https://dj.example.cn/api/v1/sections/40",
         *         "id": 40,
         *         "module": "three_meetings_one_lesson",
         *         "title": "三会一课"
         *       },
         *       "source_kind": "own_record",
         *       "source_ref": "",
         *       "status": {
         *         "due": "2026-03-10",
         *         "headline": "审核中：一审一校",
         *         "next": "等待郑卫东审核，通过后到二审二校。",
         *         "returned": null,
         *         "since": "2026-03-06T09:00:00+08:00",
         *         "state": "review",
         *         "steps": [
         *           {
         *             "name": "报送",
         *             "state": "done",
         *             "when": "2026-03-06T09:00:00+08:00",
         *             "who": "余光辉"
         *           },
         *           {
         *             "name": "一审一校",
         *             "state": "now",
         *             "when": null,
         *             "who": "郑卫东"
         *           }
         *         ]
         *       },
         *       "summary": "大家联系班组实际，谈了看法。",
         *       "tags": [
         *         "党小组会"
         *       ],
         *       "title": "第三党小组讨论标准作业",
         *       "unit": {
         *         "code": "zongzhuang",
         *         "href": "https://dj.example.cn/api/v1/units/12",
         *         "id": 12,
         *         "title": "总装党支部"
         *       }
         *     }
         */
        Draft: {
            /** Also Counts */
            also_counts: string[];
            /** Attachments */
            attachments: components["schemas"]["File"][];
            /** Body */
            body: components["schemas"]["DraftBlock"][];
            /** Confidentiality */
            confidentiality: string;
            /** Contains Personal Data */
            contains_personal_data: boolean;
            /** Correction Note */
            correction_note: string;
            /** Evidence */
            evidence: components["schemas"]["EvidenceItem"][];
            /** Fields */
            fields: {
                [key: string]: unknown;
            };
            /**
             * Hints
             * @description What machine checks find; reviewers will have to answer it.
             */
            hints: components["schemas"]["Hint"][];
            /** Href */
            href: string;
            /** Id */
            id: number;
            /**
             * Lacking
             * @description What must be put right before it can be submitted.
             */
            lacking: components["schemas"]["Hint"][];
            /** Module */
            module: string;
            /** Occurred On */
            occurred_on: string | null;
            /** Period */
            period: string;
            /**
             * Revision
             * @description What to send as `If-Match`, in quotes, when changing it; the ETag begins with it.
             */
            revision: string;
            /** Saved At */
            saved_at: string | null;
            /** Scope */
            scope: string;
            section: components["schemas"]["SectionRef"];
            /** Source Kind */
            source_kind: string;
            /** Source Ref */
            source_ref: string;
            status: components["schemas"]["Status"];
            /** Summary */
            summary: string;
            /** Tags */
            tags: string[];
            /** Title */
            title: string;
            unit: components["schemas"]["UnitRef"];
        };
        /**
         * DraftBlock
         * @description One block of a draft, its `value` as it is written: images and files by their id, links within the site as the editor's.
         */
        DraftBlock: {
            /** Id */
            id?: string | null;
            /** Type */
            type: string;
            /** Value */
            value?: unknown;
        } & {
            [key: string]: unknown;
        };
        /**
         * DraftChange
         * @description What to write into a draft. Lists are replaced as a whole.
         * @example {
         *       "fields": {
         *         "chair": 452,
         *         "expected": 8
         *       },
         *       "summary": "大家联系班组实际，谈了看法。"
         *     }
         */
        DraftChange: {
            /** Also Counts */
            also_counts?: string[] | null;
            /**
             * Attachments
             * @description Ids of files, or objects with an `id`.
             */
            attachments?: unknown[] | null;
            /**
             * Body
             * @description Blocks `{type, value, id}`; images and files by id.
             */
            body?: unknown[] | null;
            /** Confidentiality */
            confidentiality?: ("non_classified" | "internal" | "undetermined") | null;
            /** Contains Personal Data */
            contains_personal_data?: boolean | null;
            /**
             * Correction Note
             * @description 更正说明, of what was once published.
             */
            correction_note?: string | null;
            /**
             * Evidence
             * @description `{kind, note, file}`, the file by its id.
             */
            evidence?: unknown[] | null;
            /**
             * Fields
             * @description The module's fields by name, as GET /modules describes them; people, files, records by id.
             */
            fields?: {
                [key: string]: unknown;
            } | null;
            /**
             * Occurred On
             * Format: date
             * @description The day of the fact, not of its reporting.
             * @example 2026-03-05
             */
            occurred_on?: string;
            /** Period */
            period?: string | null;
            /**
             * Scope
             * @description Proposed 公开范围: the module's own or a narrower one.
             */
            scope?: ("public" | "employees" | "members" | "unit" | "committee" | "restricted") | null;
            /** Source Kind */
            source_kind?: ("own_record" | "superior_document" | "repost" | "statistics" | "interview") | null;
            /** Source Ref */
            source_ref?: string | null;
            /** Summary */
            summary?: string | null;
            /** Tags */
            tags?: string[] | null;
            /** Title */
            title?: string | null;
        };
        /**
         * DraftItem
         * @description A draft in a list.
         */
        DraftItem: {
            /** Href */
            href: string;
            /** Id */
            id: number;
            /** Module */
            module: string;
            /** Occurred On */
            occurred_on: string | null;
            /** Saved At */
            saved_at: string | null;
            section: components["schemas"]["SectionRef"];
            status: components["schemas"]["Status"];
            /** Title */
            title: string;
            unit: components["schemas"]["UnitRef"];
        };
        /**
         * DraftList
         * @example {
         *       "items": [
         *         {
         *           "href": "https://dj.example.cn/api/v1/drafts/311",
         *           "id": 311,
         *           "module": "three_meetings_one_lesson",
         *           "occurred_on": "2026-03-05",
         *           "saved_at": "2026-03-06T08:58:11+08:00",
         *           "section": {
         *             "href": "https://dj.example.cn/api/v1/sections/40",
         *             "id": 40,
         *             "module": "three_meetings_one_lesson",
         *             "title": "三会一课"
         *           },
         *           "status": {
         *             "due": "2026-03-10",
         *             "headline": "审核中：一审一校",
         *             "next": "等待郑卫东审核，通过后到二审二校。",
         *             "returned": null,
         *             "since": "2026-03-06T09:00:00+08:00",
         *             "state": "review",
         *             "steps": [
         *               {
         *                 "name": "报送",
         *                 "state": "done",
         *                 "when": "2026-03-06T09:00:00+08:00",
         *                 "who": "余光辉"
         *               },
         *               {
         *                 "name": "一审一校",
         *                 "state": "now",
         *                 "when": null,
         *                 "who": "郑卫东"
         *               }
         *             ]
         *           },
         *           "title": "第三党小组讨论标准作业",
         *           "unit": {
         *             "code": "zongzhuang",
         *             "href": "https://dj.example.cn/api/v1/units/12",
         *             "id": 12,
         *             "title": "总装党支部"
         *           }
         *         }
         *       ],
         *       "next": null,
         *       "next_href": null
         *     }
         */
        DraftList: {
            /** Items */
            items: components["schemas"]["DraftItem"][];
            /**
             * Next
             * @description Pass it as `after` for the following page; null on the last.
             */
            next: string | null;
            /** Next Href */
            next_href: string | null;
        };
        /**
         * Due
         * @description Whether a module is up to date, the same for every employee.
         */
        Due: {
            /** Due On */
            due_on: string | null;
            /**
             * Sign
             * @description ○ 正常, △ 将到期, × 逾期, □ 空白, － 零报告: what says the state without colour.
             */
            sign: string;
            /**
             * State
             * @enum {string}
             */
            state: "fresh" | "due_soon" | "late" | "blank" | "nil";
            /** Words */
            words: string;
        };
        /** DueEntry */
        DueEntry: {
            /**
             * Due On
             * Format: date
             * @description The last day on which a submission is on time.
             */
            due_on: string;
            /** Hidden */
            hidden: number;
            /**
             * Kind
             * @description statutory, customary or default
             */
            kind: string;
            /** Label */
            label: string;
            /** Module */
            module: string;
            /**
             * Number
             * @description From 1, of those of the same target and period.
             */
            number: number;
            /** Period */
            period: string;
            /** Records */
            records: number[];
            /** Rule */
            rule: string;
            /**
             * State
             * @description on_time, done_late, nil, waiting, late, due_soon or open
             */
            state: string;
            /** State Display */
            state_display: string;
            /** Submitted On */
            submitted_on: string | null;
            /**
             * Target
             * @description What must be recorded: a module's label, or `label:field=choice`.
             */
            target: string;
            /** Waiting Since */
            waiting_since: string | null;
        };
        /**
         * DueFigure
         * @description So many due items, and the records behind them, each once: one record may satisfy several items.
         */
        DueFigure: {
            /** Count */
            count: number;
            /**
             * Hidden
             * @description How many more there are.
             */
            hidden: number;
            /**
             * Records
             * @description Ids of those that the reader may see.
             */
            records: number[];
        };
        /** DueFigures */
        DueFigures: {
            /**
             * Complete
             * @description satisfied ÷ due in per cent to one place; empty when nothing is due 完成率
             */
            complete: string;
            /** @description 应更新 */
            due: components["schemas"]["DueFigure"];
            /** @description 逾期 */
            late: components["schemas"]["DueFigure"];
            /** @description 零报告, confirmed */
            nil: components["schemas"]["DueFigure"];
            /** @description 按时: submitted for review by the due date, however long its reviewers took */
            on_time: components["schemas"]["DueFigure"];
            /**
             * On Time Rate
             * @description on_time ÷ due, likewise 及时率
             */
            on_time_rate: string;
            /** @description 已更新, nil returns included */
            satisfied: components["schemas"]["DueFigure"];
            /** @description Submitted in time and still with the reviewers 审核中 */
            waiting: components["schemas"]["DueFigure"];
        };
        /**
         * DueTable
         * @example {
         *       "as_of": "2026-04-02",
         *       "period": "2026Q1",
         *       "since": "2026-01-01",
         *       "units": [
         *         {
         *           "code": "zongzhuang",
         *           "complete": "11.4",
         *           "due": {
         *             "count": 35,
         *             "hidden": 1,
         *             "records": [
         *               41,
         *               57
         *             ]
         *           },
         *           "href": "http://127.0.0.1:8000/api/v1/units/4",
         *           "id": 4,
         *           "late": {
         *             "count": 2,
         *             "hidden": 0,
         *             "records": []
         *           },
         *           "nil": {
         *             "count": 1,
         *             "hidden": 0,
         *             "records": []
         *           },
         *           "on_time": {
         *             "count": 3,
         *             "hidden": 1,
         *             "records": [
         *               41
         *             ]
         *           },
         *           "on_time_rate": "8.6",
         *           "satisfied": {
         *             "count": 4,
         *             "hidden": 1,
         *             "records": [
         *               41,
         *               57
         *             ]
         *           },
         *           "title": "总装党支部",
         *           "waiting": {
         *             "count": 1,
         *             "hidden": 0,
         *             "records": []
         *           }
         *         }
         *       ],
         *       "until": "2026-03-31"
         *     }
         */
        DueTable: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Period */
            period: string;
            /**
             * Since
             * Format: date
             */
            since: string;
            /** Units */
            units: components["schemas"]["UnitDues"][];
            /**
             * Until
             * Format: date
             */
            until: string;
        };
        /**
         * DuesOfUnit
         * @example {
         *       "as_of": "2026-04-02",
         *       "figures": {
         *         "complete": "11.4",
         *         "due": {
         *           "count": 35,
         *           "hidden": 1,
         *           "records": [
         *             41,
         *             57
         *           ]
         *         },
         *         "late": {
         *           "count": 2,
         *           "hidden": 0,
         *           "records": []
         *         },
         *         "nil": {
         *           "count": 1,
         *           "hidden": 0,
         *           "records": []
         *         },
         *         "on_time": {
         *           "count": 3,
         *           "hidden": 1,
         *           "records": [
         *             41
         *           ]
         *         },
         *         "on_time_rate": "8.6",
         *         "satisfied": {
         *           "count": 4,
         *           "hidden": 1,
         *           "records": [
         *             41,
         *             57
         *           ]
         *         },
         *         "waiting": {
         *           "count": 1,
         *           "hidden": 0,
         *           "records": []
         *         }
         *       },
         *       "items": [
         *         {
         *           "due_on": "2026-03-17",
         *           "hidden": 0,
         *           "kind": "statutory",
         *           "label": "三会一课 · 党员大会",
         *           "module": "three_meetings_one_lesson",
         *           "number": 1,
         *           "period": "2026Q1",
         *           "records": [
         *             41
         *           ],
         *           "rule": "制度规定：《中国共产党支部工作条例(试行)》第11–14、16条；会后7日内上传",
         *           "state": "on_time",
         *           "state_display": "按时",
         *           "submitted_on": "2026-03-12",
         *           "target": "three_meetings_one_lesson:meeting_type=members",
         *           "waiting_since": null
         *         }
         *       ],
         *       "period": "2026Q1",
         *       "since": "2026-01-01",
         *       "unit": {
         *         "code": "zongzhuang",
         *         "href": "http://127.0.0.1:8000/api/v1/units/4",
         *         "id": 4,
         *         "title": "总装党支部"
         *       },
         *       "until": "2026-03-31"
         *     }
         */
        DuesOfUnit: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            figures: components["schemas"]["DueFigures"];
            /** Items */
            items: components["schemas"]["DueEntry"][];
            /** Period */
            period: string;
            /**
             * Since
             * Format: date
             */
            since: string;
            unit: components["schemas"]["UnitRef"];
            /**
             * Until
             * Format: date
             */
            until: string;
        };
        /** EmptyModules */
        EmptyModules: {
            /** Count */
            count: number;
            /** Modules */
            modules: string[];
            /**
             * More
             * @description How many more records stand behind it.
             */
            more: number;
            /**
             * Records
             * @description Ids of the records behind it that the reader may see.
             */
            records: number[];
        };
        /** Evidence */
        Evidence: {
            /** Display */
            display: string;
            file: components["schemas"]["File"];
            /** Kind */
            kind: string;
            /** Note */
            note: string;
        };
        /** EvidenceItem */
        EvidenceItem: {
            file: components["schemas"]["File"];
            /** Kind */
            kind: string;
            /** Note */
            note: string;
        };
        /** 特色工作 */
        FeaturedWorkField: {
            display: string;
            label: string;
            /** @constant */
            name: "quarter";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "category";
            /** @constant */
            type: "choice";
            value: "integration" | "team" | "education" | "service" | "innovation" | "brand";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "background";
            /** @constant */
            type: "richtext";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "practice";
            /** @constant */
            type: "richtext";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "result";
            /** @constant */
            type: "richtext";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "replicable";
            /** @constant */
            type: "richtext";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "contributors";
            /** @constant */
            type: "people";
            value: components["schemas"]["Reference"][];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "selected";
            /** @constant */
            type: "bool";
            value: boolean;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "selection_opinion";
            /** @constant */
            type: "text";
            value: string;
        };
        /** 特色工作 */
        FeaturedWorkRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["FeaturedWorkField"][];
            /** @constant */
            module: "featured_work";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "featured_work";
        };
        /**
         * Feed
         * @description JSON Feed 1.1.
         */
        Feed: {
            /** Feed Url */
            feed_url: string;
            /** Home Page Url */
            home_page_url: string;
            /** Items */
            items: components["schemas"]["FeedItem"][];
            /** Language */
            language: string;
            /** Title */
            title: string;
            /** Version */
            version: string;
        };
        /** FeedItem */
        FeedItem: {
            /** Content Text */
            content_text: string;
            /**
             * Date Modified
             * Format: date-time
             */
            date_modified: string;
            /**
             * Date Published
             * Format: date-time
             */
            date_published: string;
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Url */
            url: string;
        };
        /**
         * FieldEntry
         * @description One field of the module. GET /modules has the JSON Schema of each field's value.
         */
        FieldEntry: {
            /**
             * Columns
             * @description Of a table, in order.
             */
            columns?: components["schemas"]["Column"][] | null;
            /**
             * Display
             * @description The value in words, where it is not text already.
             */
            display?: string | null;
            /** Label */
            label: string;
            /** Name */
            name: string;
            /** Type */
            type: string;
            /** Value */
            value?: unknown;
        };
        /** FieldError */
        FieldError: {
            /** Field */
            field: string;
            /** Message */
            message: string;
        };
        /** 数字 */
        FiguresBlock: {
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "figures";
            value: {
                /** 指标 */
                label: string;
                /** 单位 */
                unit: string;
                /** 数值 */
                value: string;
            }[];
        };
        /**
         * File
         * @description An attachment. `url` begins at the site's root and asks who is looking: send the same credentials.
         */
        File: {
            /** Id */
            id: number;
            /** Sha256 */
            sha256: string;
            /** Size */
            size: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
            /** Url */
            url: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * FormItem
         * @description One item of the review form (审核表) that this stage answers.
         */
        FormItem: {
            /** Axis */
            axis: string;
            /** Item */
            item: string;
            /** Label */
            label: string;
            /**
             * Veto
             * @description Whoever passes cannot answer it with no.
             */
            veto: boolean;
        };
        /**
         * FoundItem
         * @description What a machine check found (机器核查).
         */
        FoundItem: {
            /** Answer */
            answer: string;
            /** Axis */
            axis: string;
            /** Check */
            check: string;
            /** Field */
            field: string;
            /** Id */
            id: number;
            /** Message */
            message: string;
            /** Must Answer */
            must_answer: boolean;
            /** Quote */
            quote: string;
            /** Reason */
            reason: string;
        };
        /** 图集 */
        GalleryBlock: {
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "gallery";
            value: {
                /** 替代文字 */
                alt: string;
                /** 图注 */
                caption: string;
                image: components["schemas"]["Image"] | null;
            }[];
        };
        /** 小标题 */
        HeadingBlock: {
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "heading";
            value: {
                /**
                 * 级别
                 * @enum {string}
                 */
                level: "2" | "3";
                /** 标题文字 */
                text: string;
            };
        };
        /** HeldRole */
        HeldRole: {
            /** Display */
            display: string;
            /** Role */
            role: string;
            unit: components["schemas"]["UnitRef"];
        };
        /**
         * Hint
         * @description What stands in the way of submitting, or what a machine check found.
         */
        Hint: {
            /** Field */
            field: string;
            /** Message */
            message: string;
        };
        /**
         * Home
         * @description The content of a unit's home page.
         */
        Home: {
            /** Body */
            body: components["schemas"]["HomeBlock"][];
            /**
             * First Published At
             * Format: date-time
             */
            first_published_at: string;
            /**
             * Last Published At
             * Format: date-time
             */
            last_published_at: string;
            /** Review */
            review: components["schemas"]["Stamp"][];
            /** Title */
            title: string;
        } & {
            [key: string]: unknown;
        };
        /** @description One block of a home page: those of records, and live blocks, which say what to show and in `href` where to ask. */
        HomeBlock: components["schemas"]["HeadingBlock"] | components["schemas"]["RichTextBlock"] | components["schemas"]["QuoteBlock"] | components["schemas"]["ImageBlock"] | components["schemas"]["GalleryBlock"] | components["schemas"]["AttachmentBlock"] | components["schemas"]["TableBlock"] | components["schemas"]["CalloutBlock"] | components["schemas"]["PersonBlock"] | components["schemas"]["TimelineBlock"] | components["schemas"]["FiguresBlock"] | components["schemas"]["LatestRecordsBlock"] | components["schemas"]["BoardBlock"] | components["schemas"]["NoticesBlock"] | components["schemas"]["CalendarBlock"];
        /** 思想政治工作 */
        IdeologicalWorkField: {
            display: string;
            label: string;
            /** @constant */
            name: "survey_form";
            /** @constant */
            type: "choice";
            value: "analysis" | "talk" | "visit" | "forum" | "questionnaire";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "covered_count";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "main_concerns";
            /** @constant */
            type: "table";
            value: {
                /** 类别 */
                category: "pay" | "production" | "safety" | "growth" | "life" | "other";
                /** 反映问题 */
                concern: string;
                /** 人次 */
                count: number;
                /** 关注度 */
                level: "high" | "middle" | "low";
            }[];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "actions";
            /** @constant */
            type: "table";
            value: {
                /** 措施 */
                action: string;
                /** 期限 */
                due: string | (null | "");
                /** 责任人 */
                owner: string;
                /** 结果 */
                result: string | (null | "");
            }[];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "help_cases";
            /** @constant */
            type: "table";
            value: {
                /**
                 * 日期
                 * Format: date
                 */
                date: string;
                /** 帮扶 */
                help: string;
                /** 困难 */
                need: string;
                /** 对象 */
                person: components["schemas"]["Reference"];
            }[];
        };
        /** 思想政治工作 */
        IdeologicalWorkRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["IdeologicalWorkField"][];
            /** @constant */
            module: "ideological_work";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "ideological_work";
        };
        /**
         * Image
         * @description A picture. Addresses begin at the site's root and ask who is looking: send the same credentials.
         */
        Image: {
            /**
             * Alt
             * @description In a field that holds pictures: what is to be seen. Blocks have it beside the picture.
             * @default
             */
            alt?: string;
            /** Height */
            height: number;
            /** Id */
            id: number;
            renditions: components["schemas"]["Renditions"];
            /** Title */
            title: string;
            /** Width */
            width: number;
        };
        /** 图片 */
        ImageBlock: {
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "image";
            value: {
                /** 替代文字 */
                alt: string;
                /** 图注 */
                caption: string;
                image: components["schemas"]["Image"] | null;
            };
        };
        /**
         * Included
         * @description What `expand` brings along, each once; what the reader may not see is not there.
         */
        Included: {
            /**
             * Records
             * @description Records that the fields refer to.
             * @default []
             */
            records?: components["schemas"]["RecordItem"][];
            /**
             * Sections
             * @default []
             */
            sections?: components["schemas"]["SectionItem"][];
            /**
             * Units
             * @default []
             */
            units?: components["schemas"]["UnitItem"][];
        };
        /**
         * Index
         * @example {
         *       "links": {
         *         "openapi": "https://dj.example.cn/api/v1/openapi.json",
         *         "records": "https://dj.example.cn/api/v1/records",
         *         "units": "https://dj.example.cn/api/v1/units"
         *       },
         *       "title": "Hongban 红板",
         *       "version": "1"
         *     }
         */
        Index: {
            /** Links */
            links: {
                [key: string]: string;
            };
            /** Title */
            title: string;
            /** Version */
            version: string;
        };
        /** 信息通报 */
        InformationBulletinField: {
            display: string;
            label: string;
            /** @constant */
            name: "quarter";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "supplements";
            /** @constant */
            type: "record_ref";
            value: components["schemas"]["PageReference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "scheme";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "frozen_at";
            /** @constant */
            type: "datetime";
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "unit_table";
            /** @constant */
            type: "table";
            value: {
                /** 更正 */
                corrected: number;
                /** 应更新 */
                due: number;
                /** 有效更新 */
                effective: number;
                /** 空白模块 */
                empty_modules: number;
                /** 等次 */
                grade: ("excellent" | "good" | "pass" | "fail") | (null | "");
                /** 及时率 */
                on_time_rate: string | (null | "");
                /** 质量分 */
                quality: string | (null | "");
                /** 退回 */
                returned: number;
                /** 报送 */
                submitted: number;
                /** 总分 */
                total: string | (null | "");
                /** 单位 */
                unit: components["schemas"]["PageReference"];
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "overview";
            /** @constant */
            type: "richtext";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "problems";
            /** @constant */
            type: "richtext";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "featured";
            /** @constant */
            type: "record_refs";
            value: components["schemas"]["PageReference"][];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "requirements";
            /** @constant */
            type: "richtext";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "reviewed_by";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "approved_by";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "published_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "objections";
            /** @constant */
            type: "table";
            value: {
                /** 处理 */
                decision: string | (null | "");
                /** 事项 */
                matter: string;
                /**
                 * 日期
                 * Format: date
                 */
                raised_on: string;
                /** 单位 */
                unit: components["schemas"]["PageReference"];
            }[];
        };
        /** 信息通报 */
        InformationBulletinRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["InformationBulletinField"][];
            /** @constant */
            module: "information_bulletin";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "information_bulletin";
        };
        /** 重点工作 */
        KeyTasksField: {
            display: string;
            label: string;
            /** @constant */
            name: "task_kind";
            /** @constant */
            type: "choice";
            value: "annual_key" | "party_topic" | "breakthrough_project" | "campaign" | "secretary_project";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "objective_ref";
            /** @constant */
            type: "record_ref";
            value: components["schemas"]["PageReference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "lead";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "team";
            /** @constant */
            type: "people";
            value: components["schemas"]["Reference"][];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "start";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "due";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "milestones";
            /** @constant */
            type: "table";
            value: {
                /** 完成日期 */
                done_on: string | (null | "");
                /**
                 * 期限
                 * Format: date
                 */
                due: string;
                /** 佐证 */
                evidence: string | (null | "");
                /** 节点 */
                milestone: string;
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "progress";
            /** @constant */
            type: "percent";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "result";
            /** @constant */
            type: "richtext";
            value: string;
        };
        /** 重点工作 */
        KeyTasksRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["KeyTasksField"][];
            /** @constant */
            module: "key_tasks";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "key_tasks";
        };
        /** Labelled */
        Labelled: {
            /** Label */
            label: string;
            /** Value */
            value: string;
        };
        /** 最新记录 */
        LatestRecordsBlock: {
            href: string;
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "latest_records";
            value: {
                /** 条数 */
                count: number;
                /**
                 * 栏目
                 * @enum {string}
                 */
                module: "organization_structure" | "member_roster" | "rules_and_duties" | "work_plan_summary" | "documents_notices" | "work_guide" | "member_development" | "party_dues" | "membership_transfer" | "policy_objectives" | "key_tasks" | "committee_meetings" | "three_meetings_one_lesson" | "theory_study" | "theme_party_day" | "clean_governance" | "ideological_work" | "vanguard_role" | "mass_organizations" | "party_affairs_disclosure" | "organizational_life_meeting" | "democratic_appraisal" | "diagnosis" | "assessment" | "featured_work" | "opinions" | "information_bulletin";
                /** 标题 */
                title: string;
            };
        };
        /** 群团工作 */
        MassOrganizationsField: {
            display: string;
            label: string;
            /** @constant */
            name: "org";
            /** @constant */
            type: "choice";
            value: "union" | "league" | "women" | "united_front";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "activity";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "held_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "participants_count";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "outcome";
            /** @constant */
            type: "richtext";
            value: string;
        };
        /** 群团工作 */
        MassOrganizationsRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["MassOrganizationsField"][];
            /** @constant */
            module: "mass_organizations";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "mass_organizations";
        };
        /**
         * Me
         * @example {
         *       "audiences": [
         *         {
         *           "display": "社会公开",
         *           "scope": "public",
         *           "unit": null
         *         },
         *         {
         *           "display": "本单位党员",
         *           "scope": "unit",
         *           "unit": {
         *             "code": "zongzhuang",
         *             "href": "https://dj.example.cn/api/v1/units/12",
         *             "id": 12,
         *             "title": "总装党支部"
         *           }
         *         }
         *       ],
         *       "credentials": "token",
         *       "expires_at": "2027-03-09T09:02:11+08:00",
         *       "person": {
         *         "id": 452,
         *         "name": "朱道林"
         *       },
         *       "roles": [
         *         {
         *           "display": "党员",
         *           "role": "member",
         *           "unit": {
         *             "code": "zongzhuang",
         *             "href": "https://dj.example.cn/api/v1/units/12",
         *             "id": 12,
         *             "title": "总装党支部"
         *           }
         *         }
         *       ],
         *       "scopes": [
         *         "read"
         *       ],
         *       "signed_in": true,
         *       "username": "zongzhuang.member"
         *     }
         */
        Me: {
            /** Audiences */
            audiences: components["schemas"]["Audience"][];
            /**
             * Credentials
             * @enum {string}
             */
            credentials: "token" | "session" | "none";
            /**
             * Expires At
             * @description When the token ends; null for a session.
             */
            expires_at: string | null;
            person: components["schemas"]["Person"] | null;
            /** Roles */
            roles: components["schemas"]["HeldRole"][];
            /**
             * Scopes
             * @description What the credentials may be used for.
             */
            scopes: ("read" | "write" | "review")[];
            /** Signed In */
            signed_in: boolean;
            /** Username */
            username: string | null;
        };
        /** 发展党员 */
        MemberDevelopmentField: {
            display: string;
            label: string;
            /** @constant */
            name: "candidate";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"] | string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "stage";
            /** @constant */
            type: "choice";
            value: "application" | "activist" | "candidate" | "admission" | "probation";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "step";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "step_log";
            /** @constant */
            type: "table";
            value: {
                /** 更正说明 */
                correction: string | (null | "");
                /** 材料 */
                document: string | (null | "");
                /**
                 * 办理日期
                 * Format: date
                 */
                done_on: string;
                /** 经办人 */
                handler: components["schemas"]["Reference"] | (null | "");
                /** 会议记录 */
                meeting: components["schemas"]["PageReference"] | (null | "");
                /** 结果 */
                result: string | (null | "");
                /** 步骤 */
                step: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24 | 25;
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "contacts";
            /** @constant */
            type: "people";
            value: components["schemas"]["Reference"][];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "sponsors";
            /** @constant */
            type: "people";
            value: components["schemas"]["Reference"][];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "political_review";
            /** @constant */
            type: "choice";
            value: "pending" | "qualified" | "unqualified";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "training_hours";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "public_notice_period";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "vote_due";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "vote_present";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "vote_for";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "vote_against";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "vote_abstain";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "approved_by_committee_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "probation_end";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        };
        /** 发展党员 */
        MemberDevelopmentRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["MemberDevelopmentField"][];
            /** @constant */
            module: "member_development";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "member_development";
        };
        /** 党员名册 */
        MemberRosterField: {
            display: string;
            label: string;
            /** @constant */
            name: "member";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "gender";
            /** @constant */
            type: "choice";
            value: "male" | "female";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "membership_status";
            /** @constant */
            type: "choice";
            value: "full" | "probationary";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "joined_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "confirmed_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "party_group";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "party_post";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "workplace";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "education";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "birth_month";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "phone";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "is_mobile_member";
            /** @constant */
            type: "bool";
            value: boolean;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "totals";
            /** @constant */
            type: "table";
            value: {
                /** 大专及以上 */
                college: number;
                /** 正式党员 */
                full: number;
                /** 流动党员 */
                mobile: number;
                /** 预备党员 */
                probationary: number;
                /** 35岁以下 */
                under_35: number;
                /** 单位 */
                unit: components["schemas"]["PageReference"];
                /** 女党员 */
                women: number;
            }[];
        };
        /** 党员名册 */
        MemberRosterRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["MemberRosterField"][];
            /** @constant */
            module: "member_roster";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "member_roster";
        };
        /** 组织关系 */
        MembershipTransferField: {
            display: string;
            label: string;
            /** @constant */
            name: "member";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"] | string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "direction";
            /** @constant */
            type: "choice";
            value: "in" | "out" | "internal" | "temporary";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "from_org";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "to_org";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "letter_number";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "issued_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "valid_until";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "receipt_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "dues_paid_to";
            /** @constant */
            type: "text";
            value: string;
        };
        /** 组织关系 */
        MembershipTransferRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["MembershipTransferField"][];
            /** @constant */
            module: "membership_transfer";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "membership_transfer";
        };
        /** ModuleItem */
        ModuleItem: {
            /**
             * Board
             * @enum {string}
             */
            board: "foundation" | "focus" | "review";
            /** Board Display */
            board_display: string;
            /**
             * Cadence
             * @description How often a record is due; null when none ever is.
             */
            cadence: {
                [key: string]: unknown;
            } | null;
            /** En */
            en: string;
            /**
             * Fields
             * @description JSON Schema (2020-12) of the values of its records' fields, by name.
             */
            fields: {
                [key: string]: unknown;
            };
            /** Icon */
            icon: string;
            /** Label */
            label: string;
            /** Number */
            number: number;
            /**
             * Privacy
             * @description The widest scope that its records may have, and their default.
             * @enum {string}
             */
            privacy: "public" | "employees" | "members" | "unit" | "committee" | "restricted";
            /** Records Href */
            records_href: string;
            /**
             * Scopes
             * @description Who has it (committee, branch), and since which phase.
             */
            scopes: {
                [key: string]: number;
            };
            /** Sources */
            sources: components["schemas"]["SourceRef"][];
            /**
             * Standing
             * @description Its records are kept up to date rather than added.
             */
            standing: boolean;
            /** Zh */
            zh: string;
            /**
             * Zh Branch
             * @description Its name on a branch's site.
             */
            zh_branch: string;
            /**
             * Zh Committee
             * @description Its name on a committee's site.
             */
            zh_committee: string;
        };
        /**
         * ModuleList
         * @example {
         *       "items": [
         *         {
         *           "board": "focus",
         *           "board_display": "管理重点",
         *           "cadence": {
         *             "after": "event",
         *             "days": 7,
         *             "interval": "month",
         *             "kind": "statutory",
         *             "min_items": 1
         *           },
         *           "en": "Three meetings and one lesson",
         *           "fields": {
         *             "properties": {
         *               "expected": {
         *                 "title": "应到人数",
         *                 "type": "integer",
         *                 "x-type": "integer"
         *               }
         *             },
         *             "required": [
         *               "expected"
         *             ],
         *             "type": "object"
         *           },
         *           "icon": "group",
         *           "label": "three_meetings_one_lesson",
         *           "number": 13,
         *           "privacy": "employees",
         *           "records_href": "https://dj.example.cn/api/v1/records?module=three_meetings_one_lesson",
         *           "scopes": {
         *             "branch": 1
         *           },
         *           "sources": [
         *             {
         *               "article": "11-14, 16",
         *               "note": "",
         *               "title": "中国共产党支部工作条例(试行)",
         *               "verified": "yes",
         *               "year": 2018
         *             }
         *           ],
         *           "standing": false,
         *           "zh": "三会一课",
         *           "zh_branch": "三会一课",
         *           "zh_committee": "三会一课"
         *         }
         *       ]
         *     }
         */
        ModuleList: {
            /** Items */
            items: components["schemas"]["ModuleItem"][];
        };
        /** ModuleState */
        ModuleState: {
            /** Due On */
            due_on: string | null;
            /** Module */
            module: string;
            /** Sign */
            sign: string;
            /**
             * State
             * @enum {string}
             */
            state: "fresh" | "due_soon" | "late" | "blank" | "nil";
            /** Words */
            words: string;
        };
        /** ModuleWord */
        ModuleWord: {
            /**
             * Board
             * @enum {string}
             */
            board: "foundation" | "focus" | "review";
            /** Label */
            label: string;
            /** Records Href */
            records_href: string;
            /** Value */
            value: string;
        };
        /** MonthFigures */
        MonthFigures: {
            /** Actual */
            actual: string | null;
            /**
             * Late
             * @description Overdue and unexplained: late data is no bad data.
             */
            late: boolean;
            /** Month */
            month: number;
            /**
             * Must
             * @description A decimal as text; of a milestone the day of the year.
             */
            must: string | null;
            /** Reason */
            reason: string;
            /**
             * Records
             * @description The records linked as evidence (佐证) that the reader may see.
             */
            records: number[];
            /**
             * Records Hidden
             * @description How many more are linked that the reader may not see.
             */
            records_hidden: number;
            /**
             * Status
             * @description blue, green, yellow, red, or grey without a figure.
             */
            status: string;
            /** Status Display */
            status_display: string;
            /** Stretch */
            stretch: string | null;
        };
        /** MonthState */
        MonthState: {
            /** Lacking */
            lacking: string[];
            /** Month */
            month: number;
            /**
             * State
             * @description ahead, open, ready (may be closed) or closed.
             */
            state: string;
            /** State Display */
            state_display: string;
        };
        /**
         * MorningView
         * @example {
         *       "change_counts": {
         *         "corrected": 0,
         *         "published": 1,
         *         "withdrawn": 0
         *       },
         *       "changes": [
         *         {
         *           "at": "2026-04-07T16:20:05+08:00",
         *           "module": "three_meetings_one_lesson",
         *           "title": "总装党支部3月支委会",
         *           "unit": {
         *             "code": "zongzhuang",
         *             "href": "https://dj.example.cn/api/v1/units/12",
         *             "id": 12,
         *             "title": "总装党支部"
         *           },
         *           "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260327-zhi-wei-hui/",
         *           "what": "published"
         *         }
         *       ],
         *       "counts": {
         *         "blank": 0,
         *         "due_soon": 0,
         *         "late": 0,
         *         "red": 1,
         *         "unanswered": 0,
         *         "unusual": 0,
         *         "waiting": 0
         *       },
         *       "items": [
         *         {
         *           "kind": "red",
         *           "kind_display": "目标亮红",
         *           "module": "policy_objectives",
         *           "new": true,
         *           "question": "未达必达目标的原因查清了吗？对策什么时候见效？",
         *           "record": 7341,
         *           "since": "2026-04-08T09:30:00+08:00",
         *           "text": "“一次交检合格率”累计为红色，自3月起",
         *           "unit": {
         *             "code": "zongzhuang",
         *             "href": "https://dj.example.cn/api/v1/units/12",
         *             "id": 12,
         *             "title": "总装党支部"
         *           },
         *           "url": "https://dj.example.cn/objectives/zongzhuang/7341/"
         *         }
         *       ],
         *       "new": {
         *         "blank": 0,
         *         "due_soon": 0,
         *         "late": 0,
         *         "red": 1,
         *         "unanswered": 0,
         *         "unusual": 0,
         *         "waiting": 0
         *       },
         *       "since": "2026-04-07T08:02:11+08:00"
         *     }
         */
        MorningView: {
            /** Change Counts */
            change_counts: {
                [key: string]: number;
            };
            /**
             * Changes
             * @description The newest, at most 60.
             */
            changes: components["schemas"]["ChangeItem"][];
            /**
             * Counts
             * @description How many of each kind there are in all of the reader's units.
             */
            counts: {
                [key: string]: number;
            };
            /** Items */
            items: components["schemas"]["ConcernItem"][];
            /**
             * New
             * @description How many of them are new.
             */
            new: {
                [key: string]: number;
            };
            /**
             * Since
             * Format: date-time
             * @description The reader's last visit, from which on things are new.
             */
            since: string;
        };
        /**
         * Moved
         * @description Where the record is now.
         */
        Moved: {
            /** Href */
            href: string;
            /** Moved To */
            moved_to: string;
        };
        /**
         * NewDraft
         * @description A new draft: the section that it is written in, and what is known so far.
         * @example {
         *       "attachments": [
         *         88
         *       ],
         *       "body": [
         *         {
         *           "type": "rich_text",
         *           "value": "<p>每件省下八秒。</p>"
         *         }
         *       ],
         *       "confidentiality": "non_classified",
         *       "fields": {
         *         "meeting_type": "group",
         *         "topics": [
         *           {
         *             "points": "",
         *             "topic": "讨论标准作业"
         *           }
         *         ]
         *       },
         *       "occurred_on": "2026-03-05",
         *       "section": 40,
         *       "title": "第三党小组讨论标准作业"
         *     }
         */
        NewDraft: {
            /** Also Counts */
            also_counts?: string[] | null;
            /**
             * Attachments
             * @description Ids of files, or objects with an `id`.
             */
            attachments?: unknown[] | null;
            /**
             * Body
             * @description Blocks `{type, value, id}`; images and files by id.
             */
            body?: unknown[] | null;
            /** Confidentiality */
            confidentiality?: ("non_classified" | "internal" | "undetermined") | null;
            /** Contains Personal Data */
            contains_personal_data?: boolean | null;
            /**
             * Correction Note
             * @description 更正说明, of what was once published.
             */
            correction_note?: string | null;
            /**
             * Evidence
             * @description `{kind, note, file}`, the file by its id.
             */
            evidence?: unknown[] | null;
            /**
             * Fields
             * @description The module's fields by name, as GET /modules describes them; people, files, records by id.
             */
            fields?: {
                [key: string]: unknown;
            } | null;
            /**
             * Occurred On
             * Format: date
             * @description The day of the fact, not of its reporting.
             * @example 2026-03-05
             */
            occurred_on?: string;
            /** Period */
            period?: string | null;
            /**
             * Scope
             * @description Proposed 公开范围: the module's own or a narrower one.
             */
            scope?: ("public" | "employees" | "members" | "unit" | "committee" | "restricted") | null;
            /**
             * Section
             * @description Id of the section.
             */
            section: number;
            /** Source Kind */
            source_kind?: ("own_record" | "superior_document" | "repost" | "statistics" | "interview") | null;
            /** Source Ref */
            source_ref?: string | null;
            /** Summary */
            summary?: string | null;
            /** Tags */
            tags?: string[] | null;
            /** Title */
            title: string;
        };
        /**
         * NewNil
         * @example {
         *       "period": "2026Q1",
         *       "reason": "本季度由党委统一组织，支部没有另行安排。",
         *       "target": "clean_governance"
         *     }
         */
        NewNil: {
            /**
             * Period
             * @example 2026-03
             * @example 2026Q1
             */
            period: string;
            /** Reason */
            reason: string;
            /**
             * Target
             * @description As in the unit's dues.
             */
            target: string;
        };
        /**
         * NilOut
         * @example {
         *       "confirmed_at": null,
         *       "ended_at": null,
         *       "id": 3,
         *       "module": "clean_governance",
         *       "period": "2026Q1",
         *       "reason": "本季度廉洁教育由党委统一组织，支部没有另行安排。",
         *       "state": "waiting",
         *       "stated_at": "2026-04-02T09:10:00+08:00",
         *       "target": "clean_governance",
         *       "unit": {
         *         "code": "zongzhuang",
         *         "href": "http://127.0.0.1:8000/api/v1/units/4",
         *         "id": 4,
         *         "title": "总装党支部"
         *       }
         *     }
         */
        NilOut: {
            /** Confirmed At */
            confirmed_at: string | null;
            /** Ended At */
            ended_at: string | null;
            /** Id */
            id: number;
            /** Module */
            module: string;
            /** Period */
            period: string;
            /** Reason */
            reason: string;
            /**
             * State
             * @description waiting (for a second person), confirmed, taken_back or void
             */
            state: string;
            /**
             * Stated At
             * Format: date-time
             */
            stated_at: string;
            /** Target */
            target: string;
            unit: components["schemas"]["UnitRef"];
        };
        /** 文件通知 */
        NoticesBlock: {
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "notices";
            value: {
                /** 条数 */
                count: number;
            };
        };
        /** ObjectiveFigures */
        ObjectiveFigures: {
            /** Aggregation */
            aggregation: string;
            /** Code */
            code: string;
            /** Countermeasures */
            countermeasures: number;
            /** Direction */
            direction: string;
            /** Href */
            href: string;
            /** Id */
            id: number;
            /** Indicator */
            indicator: string;
            /** Late */
            late: number[];
            /** Months */
            months: components["schemas"]["MonthFigures"][];
            /** Must Target */
            must_target: string | null;
            /** Must Target High */
            must_target_high: string | null;
            /** Objective */
            objective: string;
            /**
             * Parent
             * @description Id of the objective that this one is deployed from.
             */
            parent: number | null;
            /**
             * Red Since
             * @description First month of the run of red that lasts until the last figure.
             */
            red_since: number | null;
            /** Stretch Target */
            stretch_target: string | null;
            /** Stretch Target High */
            stretch_target_high: string | null;
            /** Target Changes */
            target_changes: components["schemas"]["TargetChange"][];
            /** Title */
            title: string;
            /** Unit Of Measure */
            unit_of_measure: string;
            /** Url */
            url: string;
            /** Weight */
            weight: string;
            year_to_date: components["schemas"]["YearToDate"];
        };
        /**
         * Objectives
         * @example {
         *       "months": [
         *         {
         *           "lacking": [],
         *           "month": 9,
         *           "state": "closed",
         *           "state_display": "已关闭"
         *         }
         *       ],
         *       "objectives": [
         *         {
         *           "aggregation": "sum",
         *           "code": "ZZ-04",
         *           "countermeasures": 1,
         *           "direction": "lower",
         *           "href": "http://127.0.0.1:8000/api/v1/records/41",
         *           "id": 41,
         *           "indicator": "磕碰伤件数",
         *           "late": [],
         *           "months": [
         *             {
         *               "actual": "13",
         *               "late": false,
         *               "month": 9,
         *               "must": "12",
         *               "reason": "换批次后磕碰伤集中出现。",
         *               "records": [
         *                 41,
         *                 57
         *               ],
         *               "records_hidden": 0,
         *               "status": "red",
         *               "status_display": "未达必达目标",
         *               "stretch": "9"
         *             }
         *           ],
         *           "must_target": "144",
         *           "must_target_high": null,
         *           "objective": "减少磕碰伤损失",
         *           "parent": 12,
         *           "red_since": 9,
         *           "stretch_target": "108",
         *           "stretch_target_high": null,
         *           "target_changes": [],
         *           "title": "减少磕碰伤损失（2026年）",
         *           "unit_of_measure": "件",
         *           "url": "http://127.0.0.1:8000/objectives/zongzhuang/41/",
         *           "weight": "20.0",
         *           "year_to_date": {
         *             "gap": "-16",
         *             "must": "120",
         *             "records": [
         *               41
         *             ],
         *             "score": "90.67",
         *             "status": "green",
         *             "status_display": "达到必达目标",
         *             "stretch": "90",
         *             "value": "104"
         *           }
         *         }
         *       ],
         *       "score": {
         *         "may_be_excellent": true,
         *         "records": [
         *           41
         *         ],
         *         "short": [],
         *         "value": "89.96",
         *         "weight": "100.0"
         *       },
         *       "unit": {
         *         "code": "zongzhuang",
         *         "href": "http://127.0.0.1:8000/api/v1/units/4",
         *         "id": 4,
         *         "title": "总装党支部"
         *       },
         *       "year": 2026
         *     }
         */
        Objectives: {
            /** Months */
            months: components["schemas"]["MonthState"][];
            /** Objectives */
            objectives: components["schemas"]["ObjectiveFigures"][];
            score: components["schemas"]["Score"];
            unit: components["schemas"]["UnitRef"];
            /** Year */
            year: number;
        };
        /** 意见征集 */
        OpinionsField: {
            display: string;
            label: string;
            /** @constant */
            name: "interaction_kind";
            /** @constant */
            type: "choice";
            value: "call" | "suggestion" | "question" | "secretary_mailbox" | "survey" | "vote";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "opened_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "closed_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "anonymous_allowed";
            /** @constant */
            type: "bool";
            value: boolean;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "submissions";
            /** @constant */
            type: "table";
            value: {
                /** 类别 */
                category: ("production" | "party_work" | "welfare" | "safety" | "other") | (null | "");
                /** 内容 */
                content: string;
                /** 提出人 */
                raised_by: string | (null | "");
                /**
                 * 时间
                 * @description ISO 8601 with offset: 2026-03-05T14:00+08:00
                 */
                received_at: string;
                /** 公开性 */
                visibility: "open" | "summary" | "closed";
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "reply_due";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "replies";
            /** @constant */
            type: "table";
            value: {
                /** 答复人 */
                replied_by: components["schemas"]["Reference"];
                /**
                 * 日期
                 * Format: date
                 */
                replied_on: string;
                /** 答复 */
                reply: string;
                /** 是否满意 */
                satisfied: boolean | (null | "");
                /** 意见 */
                submission: string;
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "adoption";
            /** @constant */
            type: "choice";
            value: "adopted" | "partly" | "explained" | "filed";
        };
        /** 意见征集 */
        OpinionsRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["OpinionsField"][];
            /** @constant */
            module: "opinions";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "opinions";
        };
        /** 组织机构 */
        OrganizationStructureField: {
            display: string;
            label: string;
            /** @constant */
            name: "org_name";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "org_type";
            /** @constant */
            type: "choice";
            value: "committee" | "general_branch" | "branch" | "joint_branch" | "temporary_branch" | "group";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "site";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "established_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "term_years";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "term_start";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "term_end";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "secretary";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "committee_members";
            /** @constant */
            type: "table";
            value: {
                /** 职务 */
                duty: "secretary" | "deputy_secretary" | "organisation" | "publicity" | "discipline" | "youth" | "mass_work";
                /** 姓名 */
                person: components["schemas"]["Reference"];
                /** 分工 */
                portfolio: string | (null | "");
                /** 任职时间 */
                since: string | (null | "");
            }[];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "party_groups";
            /** @constant */
            type: "table";
            value: {
                /** 组长 */
                leader: components["schemas"]["Reference"];
                /** 党员数 */
                member_count: number;
                /** 党小组名称 */
                name: string;
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "member_count";
            /** @constant */
            type: "integer";
            value: number;
        };
        /** 组织机构 */
        OrganizationStructureRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["OrganizationStructureField"][];
            /** @constant */
            module: "organization_structure";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "organization_structure";
        };
        /** 组织生活会 */
        OrganizationalLifeMeetingField: {
            display: string;
            label: string;
            /** @constant */
            name: "theme";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "form";
            /** @constant */
            type: "choice";
            value: "members" | "committee" | "group";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "held_at";
            /** @constant */
            type: "datetime";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "chair";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "recorder";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "expected";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "present";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "superior_attendee";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "preparation";
            /** @constant */
            type: "table";
            value: {
                /**
                 * 日期
                 * Format: date
                 */
                date: string;
                /** 情况 */
                note: string | (null | "");
                /** 环节 */
                step: "study" | "talk" | "opinions";
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "criticism_summary";
            /** @constant */
            type: "richtext";
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "rectification";
            /** @constant */
            type: "table";
            value: {
                /** 完成日期 */
                done_on: string | (null | "");
                /**
                 * 期限
                 * Format: date
                 */
                due: string;
                /** 问题 */
                issue: string;
                /** 措施 */
                measure: string;
                /** 责任人 */
                owner: string;
            }[];
        };
        /** 组织生活会 */
        OrganizationalLifeMeetingRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["OrganizationalLifeMeetingField"][];
            /** @constant */
            module: "organizational_life_meeting";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "organizational_life_meeting";
        };
        /** Origin */
        Origin: {
            /** Display */
            display: string;
            /** Kind */
            kind: string;
            /** Reference */
            reference: string;
        };
        /**
         * PageReference
         * @description A unit or record that a field names, and where it is.
         */
        PageReference: {
            /** Href */
            href: string;
            /** Id */
            id: number;
            /** Title */
            title: string;
        };
        /** 党务公开 */
        PartyAffairsDisclosureField: {
            display: string;
            label: string;
            /** @constant */
            name: "catalogue_item";
            /** @constant */
            type: "choice";
            value: "decisions" | "term_goals" | "education" | "organisation" | "development" | "dues" | "life_meeting" | "clean_governance" | "service" | "honours_discipline" | "other";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "disclosure_form";
            /** @constant */
            type: "choice";
            value: "platform" | "meeting" | "board" | "document" | "feedback";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "disclosed_to";
            /** @constant */
            type: "choice";
            value: "society" | "organisation" | "members" | "specific";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "timing";
            /** @constant */
            type: "choice";
            value: "long_term" | "regular" | "staged" | "timely";
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "procedure";
            /** @constant */
            type: "table";
            value: {
                /**
                 * 日期
                 * Format: date
                 */
                date: string;
                /** 意见 */
                opinion: string | (null | "");
                /** 责任人 */
                person: components["schemas"]["Reference"];
                /** 环节 */
                step: "propose" | "review" | "approve" | "implement";
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "start_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "end_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "feedback_count";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "feedback_handling";
            /** @constant */
            type: "richtext";
            value: string;
        };
        /** 党务公开 */
        PartyAffairsDisclosureRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["PartyAffairsDisclosureField"][];
            /** @constant */
            module: "party_affairs_disclosure";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "party_affairs_disclosure";
        };
        /** 党费管理 */
        PartyDuesField: {
            display: string;
            label: string;
            /** @constant */
            name: "month";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "payable_count";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "paid_count";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "payable_amount";
            /** @constant */
            type: "money";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "paid_amount";
            /** @constant */
            type: "money";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "remitted_amount";
            /** @constant */
            type: "money";
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "member_lines";
            /** @constant */
            type: "table";
            value: {
                /** 交纳基数 */
                base: string | (null | "");
                /** 应交 */
                due: string;
                /** 姓名 */
                member: components["schemas"]["Reference"];
                /** 实交 */
                paid: string;
                /** 交纳日期 */
                paid_on: string | (null | "");
                /** 比例 */
                rate: string | (null | "");
            }[];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "usage_lines";
            /** @constant */
            type: "table";
            value: {
                /** 金额 */
                amount: string;
                /** 审批人 */
                approved_by: components["schemas"]["Reference"];
                /** 用途 */
                purpose: string;
                /** 凭证 */
                voucher: string | (null | "");
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "treasurer";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        };
        /** 党费管理 */
        PartyDuesRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["PartyDuesField"][];
            /** @constant */
            module: "party_dues";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "party_dues";
        };
        /** Person */
        Person: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** 人物 */
        PersonBlock: {
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "person";
            value: {
                image: components["schemas"]["Image"] | null;
                /** 姓名 */
                name: string;
                /** 身份 */
                role: string;
                /** 介绍 */
                text: string;
            };
        };
        /** Points */
        Points: {
            bonus: components["schemas"]["Value"];
            completeness: components["schemas"]["Value"];
            quality: components["schemas"]["Value"];
            response: components["schemas"]["Value"];
            timeliness: components["schemas"]["Value"];
            veracity: components["schemas"]["Value"];
        };
        /** 方针目标 */
        PolicyObjectivesField: {
            display: string;
            label: string;
            /** @constant */
            name: "year";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "code";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "dimension";
            /** @constant */
            type: "choice";
            value: "thought" | "organisation" | "style" | "discipline" | "system" | "service_production" | "mass_work";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "policy";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "objective";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "parent_objective";
            /** @constant */
            type: "record_ref";
            value: components["schemas"]["PageReference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "indicator";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "unit_of_measure";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "direction";
            /** @constant */
            type: "choice";
            value: "higher" | "lower" | "range" | "milestone";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "aggregation";
            /** @constant */
            type: "choice";
            value: "sum" | "average" | "last" | "max";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "baseline";
            /** @constant */
            type: "decimal";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "must_target";
            /** @constant */
            type: "decimal";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "stretch_target";
            /** @constant */
            type: "decimal";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "must_target_high";
            /** @constant */
            type: "decimal";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "stretch_target_high";
            /** @constant */
            type: "decimal";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "monthly_must";
            /** @constant */
            type: "month_series";
            value: (string | number | null)[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "monthly_stretch";
            /** @constant */
            type: "month_series";
            value: (string | number | null)[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "monthly_actual";
            /** @constant */
            type: "month_series";
            value: (string | number | null)[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "weight";
            /** @constant */
            type: "percent";
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "measures";
            /** @constant */
            type: "table";
            value: {
                /**
                 * 期限
                 * Format: date
                 */
                due: string;
                /** 佐证 */
                evidence: string | (null | "");
                /** 方策 */
                measure: string;
                /** 责任人 */
                owner: components["schemas"]["Reference"];
                /** 进度 */
                progress: string;
                /** 开始 */
                start: string | (null | "");
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "responsible";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "data_source";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "catchball_state";
            /** @constant */
            type: "choice";
            value: "proposed" | "countered" | "agreed" | "revised";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "deviation_reason";
            /** @constant */
            type: "text";
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "countermeasure";
            /** @constant */
            type: "table";
            value: {
                /** 对策 */
                action: string;
                /** 原因 */
                cause: string;
                /**
                 * 期限
                 * Format: date
                 */
                due: string;
                /** 效果确认 */
                effect: string | (null | "");
                /** 责任人 */
                owner: components["schemas"]["Reference"];
            }[];
        };
        /** 方针目标 */
        PolicyObjectivesRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["PolicyObjectivesField"][];
            /** @constant */
            module: "policy_objectives";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "policy_objectives";
        };
        /**
         * Preview
         * @description Two addresses of one state of a draft, good for ten minutes and for whoever may see the draft then.
         * @example {
         *       "expires_at": "2026-03-06T09:10:00+08:00",
         *       "href": "https://dj.example.cn/api/v1/previews/WzMxMSwiNzAyIl0:1tZ:k2",
         *       "url": "https://dj.example.cn/preview/WzMxMSwiNzAyIl0:1tZ:k2/"
         *     }
         */
        Preview: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Href
             * @description The same as JSON.
             */
            href: string;
            /**
             * Url
             * @description The portal's page.
             */
            url: string;
        };
        /**
         * ProblemDetails
         * @description Every answer of 400 and above (RFC 9457, `application/problem+json`).
         * @example {
         *       "detail": "since：日期写作 2026-03-05。",
         *       "errors": [
         *         {
         *           "field": "since",
         *           "message": "日期写作 2026-03-05。"
         *         }
         *       ],
         *       "status": 422,
         *       "title": "参数有误",
         *       "type": "urn:hongban:problem:invalid-parameters"
         *     }
         */
        ProblemDetails: {
            /** Detail */
            detail: string;
            /** Errors */
            errors: components["schemas"]["FieldError"][];
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /**
         * Quarter
         * @example {
         *       "bulletin": 812,
         *       "committee": {
         *         "code": "committee",
         *         "id": 3,
         *         "title": "江北车桥厂党委"
         *       },
         *       "digest": "5d0c…",
         *       "frozen_at": "2026-04-08T17:30:00+08:00",
         *       "objections_until": "2026-04-15",
         *       "quarter": "2026Q1",
         *       "scheme": "v1",
         *       "signed_at": "2026-04-16T10:20:00+08:00",
         *       "supplements": [],
         *       "units": [
         *         {
         *           "answered": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "bonus": {},
         *           "corrected": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "deductions": {
         *             "correction_after_publish": "0.5"
         *           },
         *           "due": {
         *             "count": 36,
         *             "more": 1,
         *             "records": [
         *               101,
         *               102
         *             ]
         *           },
         *           "edition": 0,
         *           "effective": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "empty": {
         *             "count": 0,
         *             "modules": [],
         *             "more": 0,
         *             "records": []
         *           },
         *           "extra": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "grade": "excellent",
         *           "grade_display": "优秀",
         *           "nil": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "on_time": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "on_time_rate": {
         *             "more": 0,
         *             "records": [
         *               101
         *             ],
         *             "value": "97.2"
         *           },
         *           "points": {
         *             "bonus": {
         *               "more": 0,
         *               "records": [],
         *               "value": "0.00"
         *             },
         *             "completeness": {
         *               "more": 0,
         *               "records": [],
         *               "value": "0.00"
         *             },
         *             "quality": {
         *               "more": 0,
         *               "records": [],
         *               "value": "0.00"
         *             },
         *             "response": {
         *               "more": 0,
         *               "records": [],
         *               "value": "0.00"
         *             },
         *             "timeliness": {
         *               "more": 0,
         *               "records": [],
         *               "value": "0.00"
         *             },
         *             "veracity": {
         *               "more": 0,
         *               "records": [],
         *               "value": "0.00"
         *             }
         *           },
         *           "quality": {
         *             "more": 0,
         *             "records": [
         *               101
         *             ],
         *             "value": "85.00"
         *           },
         *           "received": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "repeated": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "returned": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "sampled": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "satisfied": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "scored": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "submitted": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           },
         *           "total": {
         *             "more": 1,
         *             "records": [
         *               101,
         *               102
         *             ],
         *             "value": "94.75"
         *           },
         *           "unit": {
         *             "code": "zongzhuang",
         *             "id": 4,
         *             "title": "总装党支部"
         *           },
         *           "vetoes": [],
         *           "withdrawn": {
         *             "count": 0,
         *             "more": 0,
         *             "records": []
         *           }
         *         }
         *       ]
         *     }
         */
        Quarter: {
            /**
             * Bulletin
             * @description Id of the published bulletin, when the reader may see it.
             */
            bulletin: number | null;
            committee: components["schemas"]["UnitName"];
            /** Digest */
            digest: string;
            /**
             * Frozen At
             * Format: date-time
             */
            frozen_at: string;
            /**
             * Objections Until
             * Format: date
             */
            objections_until: string;
            /** Quarter */
            quarter: string;
            /** Scheme */
            scheme: string;
            /** Signed At */
            signed_at: string | null;
            /** Supplements */
            supplements: components["schemas"]["SupplementItem"][];
            /** Units */
            units: components["schemas"]["UnitFigures"][];
        };
        /** QuarterItem */
        QuarterItem: {
            committee: components["schemas"]["UnitName"];
            /**
             * Frozen At
             * Format: date-time
             */
            frozen_at: string;
            /**
             * Objections Until
             * Format: date
             */
            objections_until: string;
            /** Quarter */
            quarter: string;
            /** Scheme */
            scheme: string;
            /** Signed At */
            signed_at: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "frozen" | "signed";
        };
        /**
         * QuarterList
         * @example {
         *       "items": [
         *         {
         *           "committee": {
         *             "code": "committee",
         *             "id": 3,
         *             "title": "江北车桥厂党委"
         *           },
         *           "frozen_at": "2026-04-08T17:30:00+08:00",
         *           "objections_until": "2026-04-15",
         *           "quarter": "2026Q1",
         *           "scheme": "v1",
         *           "signed_at": "2026-04-16T10:20:00+08:00",
         *           "state": "signed"
         *         }
         *       ]
         *     }
         */
        QuarterList: {
            /** Items */
            items: components["schemas"]["QuarterItem"][];
        };
        /** 引用 */
        QuoteBlock: {
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "quote";
            value: {
                /** 出处 */
                source: string;
                /** 引文 */
                text: string;
            };
        };
        /**
         * Reason
         * @example {
         *       "reason": "事实有误，核实后重新报送。"
         *     }
         */
        Reason: {
            /**
             * Reason
             * @description 撤回原因.
             */
            reason: string;
        };
        /**
         * @description A record in full, by its module.
         * @example {
         *       "attachments": [],
         *       "body": [
         *         {
         *           "id": "7190de04",
         *           "type": "rich_text",
         *           "value": "<p>每件省下八秒。</p>"
         *         }
         *       ],
         *       "card": {
         *         "lines": [
         *           "党小组会",
         *           "应到8人，实到6人"
         *         ],
         *         "summary": "大家联系班组实际，谈了看法。"
         *       },
         *       "drafter": {
         *         "id": 450,
         *         "title": "余光辉"
         *       },
         *       "evidence": [],
         *       "fields": [
         *         {
         *           "display": "党小组会",
         *           "label": "会议类型",
         *           "name": "meeting_type",
         *           "type": "choice",
         *           "value": "group"
         *         },
         *         {
         *           "display": "8",
         *           "label": "应到人数",
         *           "name": "expected",
         *           "type": "integer",
         *           "value": 8
         *         }
         *       ],
         *       "first_published_at": "2026-03-09T09:02:11+08:00",
         *       "href": "https://dj.example.cn/api/v1/records/311",
         *       "id": 311,
         *       "last_published_at": "2026-03-09T09:02:11+08:00",
         *       "module": "three_meetings_one_lesson",
         *       "occurred_on": "2026-03-05",
         *       "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
         *       "period": "2026-03",
         *       "review": [
         *         {
         *           "decided_at": "2026-03-09T09:02+08:00",
         *           "display": "三审三校签发",
         *           "reviewer": "杨世杰",
         *           "role": "党委签发人",
         *           "stage": "final"
         *         }
         *       ],
         *       "scope": "employees",
         *       "scope_display": "全体员工",
         *       "section": {
         *         "href": "https://dj.example.cn/api/v1/sections/40",
         *         "id": 40,
         *         "module": "three_meetings_one_lesson",
         *         "title": "三会一课"
         *       },
         *       "source": {
         *         "display": "本单位原始记录",
         *         "kind": "own_record",
         *         "reference": ""
         *       },
         *       "summary": "大家联系班组实际，谈了看法。",
         *       "tags": [
         *         "党小组会"
         *       ],
         *       "title": "第三党小组讨论标准作业",
         *       "unit": {
         *         "code": "zongzhuang",
         *         "href": "https://dj.example.cn/api/v1/units/12",
         *         "id": 12,
         *         "title": "总装党支部"
         *       },
         *       "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
         *       "withheld": [
         *         "absentees"
         *       ]
         *     }
         */
        RecordDetail: components["schemas"]["OrganizationStructureRecord"] | components["schemas"]["MemberRosterRecord"] | components["schemas"]["RulesAndDutiesRecord"] | components["schemas"]["WorkPlanSummaryRecord"] | components["schemas"]["DocumentsNoticesRecord"] | components["schemas"]["WorkGuideRecord"] | components["schemas"]["MemberDevelopmentRecord"] | components["schemas"]["PartyDuesRecord"] | components["schemas"]["MembershipTransferRecord"] | components["schemas"]["PolicyObjectivesRecord"] | components["schemas"]["KeyTasksRecord"] | components["schemas"]["CommitteeMeetingsRecord"] | components["schemas"]["ThreeMeetingsOneLessonRecord"] | components["schemas"]["TheoryStudyRecord"] | components["schemas"]["ThemePartyDayRecord"] | components["schemas"]["CleanGovernanceRecord"] | components["schemas"]["IdeologicalWorkRecord"] | components["schemas"]["VanguardRoleRecord"] | components["schemas"]["MassOrganizationsRecord"] | components["schemas"]["PartyAffairsDisclosureRecord"] | components["schemas"]["OrganizationalLifeMeetingRecord"] | components["schemas"]["DemocraticAppraisalRecord"] | components["schemas"]["DiagnosisRecord"] | components["schemas"]["AssessmentRecord"] | components["schemas"]["FeaturedWorkRecord"] | components["schemas"]["OpinionsRecord"] | components["schemas"]["InformationBulletinRecord"];
        /**
         * RecordInFull
         * @description What a record of any module has in full.
         */
        RecordInFull: {
            /**
             * Also Counts
             * @default []
             */
            also_counts?: components["schemas"]["AlsoCounts"][];
            /** Attachments */
            attachments: components["schemas"]["File"][];
            /** Body */
            body: components["schemas"]["Block"][];
            card: components["schemas"]["Card"];
            /**
             * Corrections
             * @description What was corrected since the first publication, the newest first.
             * @default []
             */
            corrections?: components["schemas"]["Correction"][];
            drafter: components["schemas"]["Reference"] | null;
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
            /**
             * First Published At
             * Format: date-time
             */
            first_published_at: string;
            /** Href */
            href: string;
            /** Id */
            id: number;
            /** @description With `expand` only. */
            included?: components["schemas"]["Included"] | null;
            /**
             * Last Published At
             * Format: date-time
             */
            last_published_at: string;
            /**
             * Occurred On
             * Format: date
             * @description The day of the fact, not of its reporting.
             */
            occurred_on: string;
            /** Path */
            path: string;
            /** Period */
            period: string;
            /** Review */
            review: components["schemas"]["Stamp"][];
            /**
             * Scope
             * @enum {string}
             */
            scope: "public" | "employees" | "members" | "unit" | "committee" | "restricted";
            /** Scope Display */
            scope_display: string;
            section: components["schemas"]["SectionRef"];
            source: components["schemas"]["Origin"];
            /** Summary */
            summary: string;
            /** Tags */
            tags: string[];
            /** Title */
            title: string;
            unit: components["schemas"]["UnitRef"];
            /** Url */
            url: string;
            /**
             * Withheld
             * @description Fields and parts that this reader may not see, or only masked.
             */
            withheld: string[];
        } & {
            [key: string]: unknown;
        };
        /**
         * RecordItem
         * @description A record in a list: its envelope and its card.
         */
        RecordItem: {
            card: components["schemas"]["Card"];
            /**
             * First Published At
             * Format: date-time
             */
            first_published_at: string;
            /** Href */
            href: string;
            /** Id */
            id: number;
            /**
             * Last Published At
             * Format: date-time
             */
            last_published_at: string;
            /** Module */
            module: string;
            /**
             * Occurred On
             * Format: date
             * @description The day of the fact, not of its reporting.
             */
            occurred_on: string;
            /** Path */
            path: string;
            /** Period */
            period: string;
            /**
             * Scope
             * @enum {string}
             */
            scope: "public" | "employees" | "members" | "unit" | "committee" | "restricted";
            /** Scope Display */
            scope_display: string;
            section: components["schemas"]["SectionRef"];
            /** Title */
            title: string;
            unit: components["schemas"]["UnitRef"];
            /** Url */
            url: string;
        };
        /**
         * RecordList
         * @example {
         *       "items": [
         *         {
         *           "card": {
         *             "lines": [
         *               "党小组会",
         *               "应到8人，实到6人"
         *             ],
         *             "summary": "大家联系班组实际，谈了看法。"
         *           },
         *           "first_published_at": "2026-03-09T09:02:11+08:00",
         *           "href": "https://dj.example.cn/api/v1/records/311",
         *           "id": 311,
         *           "last_published_at": "2026-03-09T09:02:11+08:00",
         *           "module": "three_meetings_one_lesson",
         *           "occurred_on": "2026-03-05",
         *           "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
         *           "period": "2026-03",
         *           "scope": "employees",
         *           "scope_display": "全体员工",
         *           "section": {
         *             "href": "https://dj.example.cn/api/v1/sections/40",
         *             "id": 40,
         *             "module": "three_meetings_one_lesson",
         *             "title": "三会一课"
         *           },
         *           "title": "第三党小组讨论标准作业",
         *           "unit": {
         *             "code": "zongzhuang",
         *             "href": "https://dj.example.cn/api/v1/units/12",
         *             "id": 12,
         *             "title": "总装党支部"
         *           },
         *           "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/"
         *         }
         *       ],
         *       "next": "20260305-311",
         *       "next_href": "https://dj.example.cn/api/v1/records?limit=1&after=20260305-311"
         *     }
         */
        RecordList: {
            /** @description With `expand` only. */
            included?: components["schemas"]["Included"] | null;
            /**
             * Items
             * @description In full with `expand=content`.
             */
            items: (components["schemas"]["RecordDetail"] | components["schemas"]["RecordItem"])[];
            /**
             * Next
             * @description Pass it as `after` for the following page; null on the last.
             */
            next: string | null;
            /** Next Href */
            next_href: string | null;
        };
        /**
         * Reference
         * @description A person, unit or record that a field names.
         */
        Reference: {
            /** Id */
            id: number;
            /** Title */
            title: string;
        };
        /** Rendition */
        Rendition: {
            /** Height */
            height: number;
            /** Url */
            url: string;
            /** Width */
            width: number;
        };
        /**
         * Renditions
         * @description The same picture in sizes: `wide` for a page's column, `card` for lists, `thumb` for strips of pictures.
         */
        Renditions: {
            card: components["schemas"]["Rendition"];
            thumb: components["schemas"]["Rendition"];
            wide: components["schemas"]["Rendition"];
        };
        /**
         * Returned
         * @description Why it came back.
         */
        Returned: {
            /**
             * Decided At
             * Format: date-time
             */
            decided_at: string;
            /**
             * Decision
             * @description return 退回修改, or reject 不予发布.
             */
            decision: string;
            /** Opinion */
            opinion: string;
            /** Reasons */
            reasons: string[];
            /** Reviewer */
            reviewer: string;
            /** Stage */
            stage: string;
        };
        /**
         * ReviewList
         * @example {
         *       "items": [
         *         {
         *           "claimed_by": "",
         *           "due": "2026-03-10",
         *           "href": "https://dj.example.cn/api/v1/reviews/95",
         *           "id": 311,
         *           "module": "three_meetings_one_lesson",
         *           "overdue": false,
         *           "since": "2026-03-06T09:00:00+08:00",
         *           "stage": "first",
         *           "stage_display": "一审一校",
         *           "task": 95,
         *           "title": "第三党小组讨论标准作业",
         *           "unit": {
         *             "code": "zongzhuang",
         *             "href": "https://dj.example.cn/api/v1/units/12",
         *             "id": 12,
         *             "title": "总装党支部"
         *           }
         *         }
         *       ]
         *     }
         */
        ReviewList: {
            /** Items */
            items: components["schemas"]["Waiting"][];
        };
        /**
         * ReviewSheet
         * @description What a reviewer reads and answers.
         * @example {
         *       "claimed_by": "",
         *       "draft": {
         *         "attachments": [],
         *         "body": [
         *           {
         *             "id": "7190de04",
         *             "type": "rich_text",
         *             "value": "<p>每件省下八秒。</p>"
         *           }
         *         ],
         *         "card": {
         *           "lines": [
         *             "党小组会",
         *             "应到8人，实到6人"
         *           ],
         *           "summary": "大家联系班组实际，谈了看法。"
         *         },
         *         "drafter": {
         *           "id": 450,
         *           "title": "余光辉"
         *         },
         *         "evidence": [],
         *         "fields": [
         *           {
         *             "display": "党小组会",
         *             "label": "会议类型",
         *             "name": "meeting_type",
         *             "type": "choice",
         *             "value": "group"
         *           },
         *           {
         *             "display": "8",
         *             "label": "应到人数",
         *             "name": "expected",
         *             "type": "integer",
         *             "value": 8
         *           }
         *         ],
         *         "first_published_at": "2026-03-09T09:02:11+08:00",
         *         "href": "https://dj.example.cn/api/v1/records/311",
         *         "id": 311,
         *         "last_published_at": "2026-03-09T09:02:11+08:00",
         *         "module": "three_meetings_one_lesson",
         *         "occurred_on": "2026-03-05",
         *         "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
         *         "period": "2026-03",
         *         "review": [
         *           {
         *             "decided_at": "2026-03-09T09:02+08:00",
         *             "display": "三审三校签发",
         *             "reviewer": "杨世杰",
         *             "role": "党委签发人",
         *             "stage": "final"
         *           }
         *         ],
         *         "scope": "employees",
         *         "scope_display": "全体员工",
         *         "section": {
         *           "href": "https://dj.example.cn/api/v1/sections/40",
         *           "id": 40,
         *           "module": "three_meetings_one_lesson",
         *           "title": "三会一课"
         *         },
         *         "source": {
         *           "display": "本单位原始记录",
         *           "kind": "own_record",
         *           "reference": ""
         *         },
         *         "summary": "大家联系班组实际，谈了看法。",
         *         "tags": [
         *           "党小组会"
         *         ],
         *         "title": "第三党小组讨论标准作业",
         *         "unit": {
         *           "code": "zongzhuang",
         *           "href": "https://dj.example.cn/api/v1/units/12",
         *           "id": 12,
         *           "title": "总装党支部"
         *         },
         *         "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
         *         "withheld": [
         *           "absentees"
         *         ]
         *       },
         *       "due": "2026-03-10",
         *       "form": [
         *         {
         *           "axis": "truth",
         *           "item": "fact_happened",
         *           "label": "事实确已发生，时间地点人物与原始记录一致",
         *           "veto": true
         *         }
         *       ],
         *       "found": [
         *         {
         *           "answer": "",
         *           "axis": "truth",
         *           "check": "weekday",
         *           "field": "occurred_on",
         *           "id": 12,
         *           "message": "发生日期是星期日，请核对。",
         *           "must_answer": true,
         *           "quote": "2026-03-08",
         *           "reason": ""
         *         }
         *       ],
         *       "href": "https://dj.example.cn/api/v1/reviews/95",
         *       "id": 311,
         *       "module": "three_meetings_one_lesson",
         *       "overdue": false,
         *       "preview_url": "https://dj.example.cn/preview/WzMxMSwiNzAyIl0:1tZ:k2/",
         *       "reasons": [
         *         {
         *           "label": "事实不清",
         *           "value": "facts_unclear"
         *         }
         *       ],
         *       "returns": [],
         *       "scopes": [
         *         {
         *           "label": "全体党员",
         *           "value": "members"
         *         }
         *       ],
         *       "since": "2026-03-06T09:00:00+08:00",
         *       "stage": "first",
         *       "stage_display": "一审一校",
         *       "task": 95,
         *       "title": "第三党小组讨论标准作业",
         *       "unit": {
         *         "code": "zongzhuang",
         *         "href": "https://dj.example.cn/api/v1/units/12",
         *         "id": 12,
         *         "title": "总装党支部"
         *       }
         *     }
         */
        ReviewSheet: {
            /**
             * Claimed By
             * @description Who else has it open.
             */
            claimed_by: string;
            /** @description As readers would see it; null for a home page, see `preview_url`. */
            draft: components["schemas"]["RecordDetail"] | null;
            /**
             * Due
             * Format: date
             */
            due: string;
            /** Form */
            form: components["schemas"]["FormItem"][];
            /** Found */
            found: components["schemas"]["FoundItem"][];
            /** Href */
            href: string;
            /**
             * Id
             * @description Id of the record, or of the unit whose home page it is.
             */
            id: number;
            /**
             * Module
             * @description Empty for a home page.
             */
            module: string;
            /** Overdue */
            overdue: boolean;
            /**
             * Preview Url
             * @description The portal's page of the draft, good for ten minutes.
             */
            preview_url: string;
            /**
             * Reasons
             * @description Codes for a return or rejection.
             */
            reasons: components["schemas"]["Choice"][];
            /**
             * Returns
             * @description Earlier returns and rejections, the newest first.
             */
            returns: components["schemas"]["Returned"][];
            /**
             * Scopes
             * @description Narrower scopes that the final stage may choose.
             */
            scopes: components["schemas"]["Choice"][];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Stage */
            stage: string;
            /** Stage Display */
            stage_display: string;
            /** Task */
            task: number;
            /** Title */
            title: string;
            unit: components["schemas"]["UnitRef"];
        };
        /** 正文段落 */
        RichTextBlock: {
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "rich_text";
            value: string;
        };
        /** 制度职责 */
        RulesAndDutiesField: {
            display: string;
            label: string;
            /** @constant */
            name: "rule_kind";
            /** @constant */
            type: "choice";
            value: "party_regulation" | "superior_rule" | "own_rule" | "duty_list" | "procedure";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "doc_number";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "issued_by";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "issued_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "effective_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "validity";
            /** @constant */
            type: "choice";
            value: "in_force" | "amended" | "repealed" | "trial";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "replaces";
            /** @constant */
            type: "record_ref";
            value: components["schemas"]["PageReference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "review_due";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        };
        /** 制度职责 */
        RulesAndDutiesRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["RulesAndDutiesField"][];
            /** @constant */
            module: "rules_and_duties";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "rules_and_duties";
        };
        /** Score */
        Score: {
            /**
             * May Be Excellent
             * @description False while a must-reach target is not reached: then it cannot be 优秀.
             */
            may_be_excellent: boolean;
            /** Records */
            records: number[];
            /**
             * Short
             * @description The objectives whose must-reach target is not reached.
             */
            short: number[];
            /**
             * Value
             * @description Weighted over the objectives that have a figure.
             */
            value: string | null;
            /** Weight */
            weight: string;
        };
        /** SearchChoice */
        SearchChoice: {
            /** Count */
            count: number;
            /** Label */
            label: string;
            /** Value */
            value: string;
        };
        /** SearchFacet */
        SearchFacet: {
            /** Choices */
            choices: components["schemas"]["SearchChoice"][];
            /** Label */
            label: string;
            /**
             * Name
             * @description Also the parameter that narrows by it.
             */
            name: string;
        };
        /** SearchPlace */
        SearchPlace: {
            /** Html */
            html: string;
            /**
             * Label
             * @description The heading or article (第×条) that the passage stands below, or empty.
             */
            label: string;
            /**
             * Url
             * @description The record's page, at that heading.
             */
            url: string;
        };
        /**
         * SearchResult
         * @description A record or a unit's home page. The two texts are HTML: everything escaped, `<mark>` around what was asked for.
         */
        SearchResult: {
            /**
             * External Id
             * @description The id that an imported document was imported by; empty for others.
             */
            external_id: string;
            /** Href */
            href: string;
            /** Id */
            id: number;
            /**
             * Kind
             * @description record, or unit for a unit's home page.
             */
            kind: string;
            /**
             * Lapsed
             * @description No longer in force (失效).
             */
            lapsed: boolean;
            /**
             * Module
             * @description Label of the module; empty for a unit's home page.
             */
            module: string;
            /** Module Name */
            module_name: string;
            /**
             * Occurred On
             * @description The day of the fact.
             */
            occurred_on: string | null;
            /**
             * Passages
             * @description The places in the text that answer best, as HTML.
             */
            passages: string[];
            /** Path */
            path: string;
            /**
             * Places
             * @description The same passages with where they stand.
             */
            places: components["schemas"]["SearchPlace"][];
            /**
             * Recommended
             * @description Put on top by a Party office (推荐).
             */
            recommended: boolean;
            /**
             * Score
             * @description Larger is better; to be compared within one answer only.
             */
            score: number;
            /** Title */
            title: string;
            /** Title Html */
            title_html: string;
            unit: components["schemas"]["UnitRef"];
            /** Url */
            url: string;
        };
        /**
         * SearchResults
         * @example {
         *       "complete": 1,
         *       "facets": [],
         *       "page": 1,
         *       "pages": 1,
         *       "relaxed": false,
         *       "results": [
         *         {
         *           "external_id": "",
         *           "href": "http://127.0.0.1:8000/api/v1/records/41",
         *           "id": 41,
         *           "kind": "record",
         *           "lapsed": false,
         *           "module": "three_meetings_one_lesson",
         *           "module_name": "三会一课",
         *           "occurred_on": "2026-09-18",
         *           "passages": [
         *             "会议听取了<mark>党费</mark>收缴情况的通报…"
         *           ],
         *           "path": "/zongzhuang/three-meetings-one-lesson/20260918-dang-yuan-da-hui/",
         *           "places": [
         *             {
         *               "html": "会议听取了<mark>党费</mark>收缴情况的通报…",
         *               "label": "二、收缴情况",
         *               "url": "http://127.0.0.1:8000/zongzhuang/three-meetings-one-lesson/20260918-dang-yuan-da-hui/#t-%E4%BA%8C%E6%94%B6%E7%BC%B4%E6%83%85%E5%86%B5"
         *             }
         *           ],
         *           "recommended": false,
         *           "score": 21.4,
         *           "title": "总装党支部召开三季度党员大会",
         *           "title_html": "总装党支部召开三季度<mark>党员大会</mark>",
         *           "unit": {
         *             "code": "zongzhuang",
         *             "href": "http://127.0.0.1:8000/api/v1/units/4",
         *             "id": 4,
         *             "title": "总装党支部"
         *           },
         *           "url": "http://127.0.0.1:8000/zongzhuang/three-meetings-one-lesson/20260918-dang-yuan-da-hui/"
         *         }
         *       ],
         *       "total": 1
         *     }
         */
        SearchResults: {
            /**
             * Complete
             * @description So many of them hold all that was asked for, as it was typed.
             */
            complete: number;
            /**
             * Facets
             * @description With `facets=true`: counts of the 1000 best results, within what the reader may see.
             */
            facets: components["schemas"]["SearchFacet"][];
            /** Page */
            page: number;
            /**
             * Pages
             * @description How many pages can be asked for: not beyond 1000 results.
             */
            pages: number;
            /**
             * Relaxed
             * @description True when the others hold a part of it, or say it in other words (synonyms, sounds).
             */
            relaxed: boolean;
            /** Results */
            results: components["schemas"]["SearchResult"][];
            /**
             * Total
             * @description How many results the reader may see; of 10000 and more, 10000.
             */
            total: number;
        };
        /** SearchSuggestion */
        SearchSuggestion: {
            /**
             * Html
             * @description The text, escaped, with what was typed marked.
             */
            html: string;
            /**
             * Kind
             * @description A record's title, a term of the lexicon, or what several readers asked lately.
             * @enum {string}
             */
            kind: "title" | "term" | "query";
            /** Text */
            text: string;
            /**
             * Url
             * @description Of a title's record; empty for what is to be asked for.
             */
            url: string;
        };
        /**
         * SearchSuggestions
         * @example {
         *       "suggestions": [
         *         {
         *           "html": "<mark>党费</mark>收缴",
         *           "kind": "term",
         *           "text": "党费收缴",
         *           "url": ""
         *         }
         *       ]
         *     }
         */
        SearchSuggestions: {
            /** Suggestions */
            suggestions: components["schemas"]["SearchSuggestion"][];
        };
        /**
         * SectionItem
         * @description One module (栏目) switched on in one unit.
         * @example {
         *       "board": "focus",
         *       "href": "https://dj.example.cn/api/v1/sections/40",
         *       "id": 40,
         *       "module": "three_meetings_one_lesson",
         *       "path": "/zongzhuang/three-meetings-one-lesson/",
         *       "records_href": "https://dj.example.cn/api/v1/records?section=40",
         *       "state": "counted",
         *       "state_display": "计入",
         *       "title": "三会一课",
         *       "unit": {
         *         "code": "zongzhuang",
         *         "href": "https://dj.example.cn/api/v1/units/12",
         *         "id": 12,
         *         "title": "总装党支部"
         *       },
         *       "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/"
         *     }
         */
        SectionItem: {
            /**
             * Board
             * @enum {string}
             */
            board: "foundation" | "focus" | "review";
            /** Href */
            href: string;
            /** Id */
            id: number;
            /** Module */
            module: string;
            /** Path */
            path: string;
            /** Records Href */
            records_href: string;
            /**
             * State
             * @description trial 试运行, counted 计入, closed 关闭: on the day of the request.
             * @enum {string}
             */
            state: "trial" | "counted" | "closed";
            /** State Display */
            state_display: string;
            /** Title */
            title: string;
            unit: components["schemas"]["UnitRef"];
            /** Url */
            url: string;
        };
        /**
         * SectionList
         * @example {
         *       "items": [
         *         {
         *           "board": "focus",
         *           "href": "https://dj.example.cn/api/v1/sections/40",
         *           "id": 40,
         *           "module": "three_meetings_one_lesson",
         *           "path": "/zongzhuang/three-meetings-one-lesson/",
         *           "records_href": "https://dj.example.cn/api/v1/records?section=40",
         *           "state": "counted",
         *           "state_display": "计入",
         *           "title": "三会一课",
         *           "unit": {
         *             "code": "zongzhuang",
         *             "href": "https://dj.example.cn/api/v1/units/12",
         *             "id": 12,
         *             "title": "总装党支部"
         *           },
         *           "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/"
         *         }
         *       ],
         *       "next": null,
         *       "next_href": null
         *     }
         */
        SectionList: {
            /** Items */
            items: components["schemas"]["SectionItem"][];
            /**
             * Next
             * @description Pass it as `after` for the following page; null on the last.
             */
            next: string | null;
            /** Next Href */
            next_href: string | null;
        };
        /** SectionRef */
        SectionRef: {
            /** Href */
            href: string;
            /** Id */
            id: number;
            /** Module */
            module: string;
            /** Title */
            title: string;
        };
        /**
         * SourceRef
         * @description A rule that the module rests on.
         */
        SourceRef: {
            /** Article */
            article: string;
            /** Note */
            note: string;
            /** Title */
            title: string;
            /** Verified */
            verified: string;
            /** Year */
            year: number | null;
        };
        /**
         * Stamp
         * @description One stage of the review that the content passed.
         */
        Stamp: {
            /** Decided At */
            decided_at: string;
            /** Display */
            display: string;
            /** Reviewer */
            reviewer: string;
            /** Role */
            role: string;
            /** Stage */
            stage: string;
        };
        /**
         * Status
         * @description Where a draft is, what happens next and by whom.
         */
        Status: {
            /**
             * Due
             * @description In review: the last day on which a decision is in time.
             */
            due: string | null;
            /** Headline */
            headline: string;
            /** Next */
            next: string;
            returned: components["schemas"]["Returned"] | null;
            /** Since */
            since: string | null;
            /**
             * State
             * @description draft, review, returned, rejected, published or withdrawn, or another that is to come.
             */
            state: string;
            /** Steps */
            steps: components["schemas"]["Step"][];
        };
        /**
         * Step
         * @description One station of the way: 报送, the three stages, 发布.
         */
        Step: {
            /** Name */
            name: string;
            /**
             * State
             * @description done, now, returned or ahead.
             */
            state: string;
            /** When */
            when: string | null;
            /** Who */
            who: string;
        };
        /**
         * Submitted
         * @description Where it is after the act.
         * @example {
         *       "href": "https://dj.example.cn/api/v1/drafts/311",
         *       "id": 311,
         *       "status": {
         *         "due": "2026-03-10",
         *         "headline": "审核中：一审一校",
         *         "next": "等待郑卫东审核，通过后到二审二校。",
         *         "returned": null,
         *         "since": "2026-03-06T09:00:00+08:00",
         *         "state": "review",
         *         "steps": [
         *           {
         *             "name": "报送",
         *             "state": "done",
         *             "when": "2026-03-06T09:00:00+08:00",
         *             "who": "余光辉"
         *           },
         *           {
         *             "name": "一审一校",
         *             "state": "now",
         *             "when": null,
         *             "who": "郑卫东"
         *           }
         *         ]
         *       }
         *     }
         */
        Submitted: {
            /** Href */
            href: string;
            /** Id */
            id: number;
            status: components["schemas"]["Status"];
        };
        /** SupplementItem */
        SupplementItem: {
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Number */
            number: number;
            /** Reason */
            reason: string;
        };
        /** 表格 */
        TableBlock: {
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "table";
            value: {
                data: (string | null)[][];
                first_col_is_header?: boolean;
                first_row_is_table_header?: boolean;
                table_caption?: string;
            };
        };
        /** TagWord */
        TagWord: {
            /**
             * Count
             * @description Records that the reader may see.
             */
            count: number;
            /** Records Href */
            records_href: string;
            /** Value */
            value: string;
        };
        /** TargetChange */
        TargetChange: {
            /** After */
            after: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Before */
            before: string;
            /** Field */
            field: string;
            /** Reason */
            reason: string;
        };
        /**
         * Taxonomy
         * @example {
         *       "boards": [
         *         {
         *           "label": "管理重点",
         *           "value": "focus"
         *         }
         *       ],
         *       "modules": [
         *         {
         *           "board": "focus",
         *           "label": "三会一课",
         *           "records_href": "https://dj.example.cn/api/v1/records?module=three_meetings_one_lesson",
         *           "value": "three_meetings_one_lesson"
         *         }
         *       ],
         *       "roles": [
         *         {
         *           "label": "信息员",
         *           "value": "drafter"
         *         }
         *       ],
         *       "scopes": [
         *         {
         *           "label": "全体员工",
         *           "value": "employees"
         *         }
         *       ],
         *       "tags": [
         *         {
         *           "count": 12,
         *           "records_href": "https://dj.example.cn/api/v1/records?tag=%E5%85%9A%E5%B0%8F%E7%BB%84%E4%BC%9A",
         *           "value": "党小组会"
         *         }
         *       ]
         *     }
         */
        Taxonomy: {
            /** Boards */
            boards: components["schemas"]["Labelled"][];
            /** Modules */
            modules: components["schemas"]["ModuleWord"][];
            /** Roles */
            roles: components["schemas"]["Labelled"][];
            /** Scopes */
            scopes: components["schemas"]["Labelled"][];
            /** Tags */
            tags: components["schemas"]["TagWord"][];
        };
        /** 主题党日 */
        ThemePartyDayField: {
            display: string;
            label: string;
            /** @constant */
            name: "theme";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "held_at";
            /** @constant */
            type: "datetime";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "place";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "organiser";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "activity_kind";
            /** @constant */
            type: "multichoice";
            value: ("study" | "lesson" | "deliberation" | "volunteering" | "dues" | "visit" | "oath" | "political_birthday" | "production")[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "expected";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "present";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "reported_in_advance";
            /** @constant */
            type: "bool";
            value: boolean;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "effect";
            /** @constant */
            type: "richtext";
            value: string;
        } | {
            label: string;
            /** @constant */
            name: "photos";
            /** @constant */
            type: "images";
            value: components["schemas"]["Image"][];
        };
        /** 主题党日 */
        ThemePartyDayRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["ThemePartyDayField"][];
            /** @constant */
            module: "theme_party_day";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "theme_party_day";
        };
        /** 理论学习 */
        TheoryStudyField: {
            display: string;
            label: string;
            /** @constant */
            name: "study_kind";
            /** @constant */
            type: "choice";
            value: "centre_group" | "collective" | "self_study" | "training" | "visit" | "theme_education" | "online";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "theme";
            /** @constant */
            type: "text";
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "materials";
            /** @constant */
            type: "table";
            value: {
                /** 出处 */
                source: string | (null | "");
                /** 篇目 */
                title: string;
                /** 链接 */
                url: string | (null | "");
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "organiser";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "lead_speaker";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "held_on";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "hours";
            /** @constant */
            type: "decimal";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "expected";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "present";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "participants";
            /** @constant */
            type: "people";
            value: components["schemas"]["Reference"][];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "outcome";
            /** @constant */
            type: "richtext";
            value: string;
        };
        /** 理论学习 */
        TheoryStudyRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["TheoryStudyField"][];
            /** @constant */
            module: "theory_study";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "theory_study";
        };
        /** 三会一课 */
        ThreeMeetingsOneLessonField: {
            display: string;
            label: string;
            /** @constant */
            name: "meeting_type";
            /** @constant */
            type: "choice";
            value: "members" | "committee" | "group" | "lesson";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "held_at";
            /** @constant */
            type: "datetime";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "ended_at";
            /** @constant */
            type: "datetime";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "place";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "party_group";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "chair";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "recorder";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "lecturer";
            /** @constant */
            type: "person";
            value: components["schemas"]["Reference"];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "expected";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "present";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "voters_expected";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "voters_present";
            /** @constant */
            type: "integer";
            value: number;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "attendance_rate";
            /** @constant */
            type: "percent";
            value: string;
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "absentees";
            /** @constant */
            type: "table";
            value: {
                /** 补课情况 */
                make_up: string | (null | "");
                /** 姓名 */
                person: components["schemas"]["Reference"];
                /** 原因 */
                reason: string;
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "observers";
            /** @constant */
            type: "people";
            value: components["schemas"]["Reference"][];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "topics";
            /** @constant */
            type: "table";
            value: {
                /** 发言要点 */
                points: string | (null | "");
                /** 发言人 */
                speaker: string | (null | "");
                /** 议题 */
                topic: string;
            }[];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "resolutions";
            /** @constant */
            type: "table";
            value: {
                /** 落实情况 */
                done: string | (null | "");
                /** 时限 */
                due: string | (null | "");
                /** 责任人 */
                owner: string | (null | "");
                /** 决议 */
                resolution: string;
                /** 弃权 */
                votes_abstain: number | (null | "");
                /** 反对 */
                votes_against: number | (null | "");
                /** 赞成 */
                votes_for: number | (null | "");
            }[];
        } | {
            label: string;
            /** @constant */
            name: "sign_in_sheet";
            /** @constant */
            type: "files";
            value: components["schemas"]["File"][];
        } | {
            label: string;
            /** @constant */
            name: "photos";
            /** @constant */
            type: "images";
            value: components["schemas"]["Image"][];
        };
        /** 三会一课 */
        ThreeMeetingsOneLessonRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["ThreeMeetingsOneLessonField"][];
            /** @constant */
            module: "three_meetings_one_lesson";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "three_meetings_one_lesson";
        };
        /**
         * Tile
         * @description A module on a unit's board.
         */
        Tile: {
            /**
             * Count
             * @description Records that the reader may see.
             */
            count: number;
            /** @description Null where nothing is ever due, and for whoever is no employee. */
            due: components["schemas"]["Due"] | null;
            /** Href */
            href: string;
            /** Icon */
            icon: string;
            /** Latest */
            latest: components["schemas"]["RecordItem"][];
            /** Module */
            module: string;
            /**
             * Newest
             * @description The newest fact's day.
             */
            newest: string | null;
            /** Path */
            path: string;
            /** Records Href */
            records_href: string;
            /** Section */
            section: number;
            /**
             * State
             * @enum {string}
             */
            state: "trial" | "counted" | "closed";
            /** State Display */
            state_display: string;
            /** Title */
            title: string;
            /** Updated At */
            updated_at: string | null;
            /** Url */
            url: string;
        };
        /** 时间线 */
        TimelineBlock: {
            id?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "timeline";
            value: {
                /** 时间 */
                date: string;
                /** 说明 */
                text: string;
                /** 事项 */
                title: string;
            }[];
        };
        /**
         * UnitBoards
         * @example {
         *       "boards": [
         *         {
         *           "board": "focus",
         *           "label": "管理重点",
         *           "tiles": [
         *             {
         *               "count": 36,
         *               "due": {
         *                 "due_on": "2026-03-31",
         *                 "sign": "△",
         *                 "state": "due_soon",
         *                 "words": "3月31日前应更新"
         *               },
         *               "href": "https://dj.example.cn/api/v1/sections/40",
         *               "icon": "group",
         *               "latest": [
         *                 {
         *                   "card": {
         *                     "lines": [
         *                       "党小组会",
         *                       "应到8人，实到6人"
         *                     ],
         *                     "summary": "大家联系班组实际，谈了看法。"
         *                   },
         *                   "first_published_at": "2026-03-09T09:02:11+08:00",
         *                   "href": "https://dj.example.cn/api/v1/records/311",
         *                   "id": 311,
         *                   "last_published_at": "2026-03-09T09:02:11+08:00",
         *                   "module": "three_meetings_one_lesson",
         *                   "occurred_on": "2026-03-05",
         *                   "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
         *                   "period": "2026-03",
         *                   "scope": "employees",
         *                   "scope_display": "全体员工",
         *                   "section": {
         *                     "href": "https://dj.example.cn/api/v1/sections/40",
         *                     "id": 40,
         *                     "module": "three_meetings_one_lesson",
         *                     "title": "三会一课"
         *                   },
         *                   "title": "第三党小组讨论标准作业",
         *                   "unit": {
         *                     "code": "zongzhuang",
         *                     "href": "https://dj.example.cn/api/v1/units/12",
         *                     "id": 12,
         *                     "title": "总装党支部"
         *                   },
         *                   "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/"
         *                 }
         *               ],
         *               "module": "three_meetings_one_lesson",
         *               "newest": "2026-03-05",
         *               "path": "/zongzhuang/three-meetings-one-lesson/",
         *               "records_href": "https://dj.example.cn/api/v1/records?section=40",
         *               "section": 40,
         *               "state": "counted",
         *               "state_display": "计入",
         *               "title": "三会一课",
         *               "updated_at": "2026-03-09T09:02:11+08:00",
         *               "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/"
         *             }
         *           ]
         *         }
         *       ],
         *       "due_counts": {
         *         "blank": 0,
         *         "due_soon": 1,
         *         "fresh": 0,
         *         "late": 0,
         *         "nil": 0
         *       },
         *       "unit": {
         *         "code": "zongzhuang",
         *         "href": "https://dj.example.cn/api/v1/units/12",
         *         "id": 12,
         *         "title": "总装党支部"
         *       }
         *     }
         */
        UnitBoards: {
            /** Boards */
            boards: components["schemas"]["Board"][];
            /**
             * Due Counts
             * @description How many tiles are in each state.
             */
            due_counts: {
                [key: string]: number;
            };
            unit: components["schemas"]["UnitRef"];
        };
        /**
         * UnitDetail
         * @example {
         *       "board_href": "https://dj.example.cn/api/v1/units/12/board",
         *       "code": "zongzhuang",
         *       "committee": 3,
         *       "home": {
         *         "body": [
         *           {
         *             "id": "639473f6",
         *             "type": "rich_text",
         *             "value": "<p>支部有党员三十二人。</p>"
         *           },
         *           {
         *             "href": "https://dj.example.cn/api/v1/units/12/board",
         *             "id": "53c8981d",
         *             "type": "board",
         *             "value": {
         *               "board": ""
         *             }
         *           }
         *         ],
         *         "first_published_at": "2026-01-05T09:15:00+08:00",
         *         "last_published_at": "2026-01-05T09:15:00+08:00",
         *         "review": [
         *           {
         *             "decided_at": "2026-03-09T09:02+08:00",
         *             "display": "三审三校签发",
         *             "reviewer": "杨世杰",
         *             "role": "党委签发人",
         *             "stage": "final"
         *           }
         *         ],
         *         "title": "总装党支部"
         *       },
         *       "href": "https://dj.example.cn/api/v1/units/12",
         *       "id": 12,
         *       "kind": "branch",
         *       "kind_display": "党支部",
         *       "parent": 3,
         *       "path": "/zongzhuang/",
         *       "plant": "总装厂",
         *       "practice": false,
         *       "records_href": "https://dj.example.cn/api/v1/records?unit=12",
         *       "sections_href": "https://dj.example.cn/api/v1/sections?unit=12",
         *       "site": "江北厂区",
         *       "title": "总装党支部",
         *       "url": "https://dj.example.cn/zongzhuang/"
         *     }
         */
        UnitDetail: {
            /** Board Href */
            board_href: string;
            /** Code */
            code: string;
            /**
             * Committee
             * @description Id of its nearest committee, itself if it is one.
             */
            committee: number | null;
            /** @description null when the reader may not see the home page. */
            home: components["schemas"]["Home"] | null;
            /** Href */
            href: string;
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "committee" | "general_branch" | "branch";
            /** Kind Display */
            kind_display: string;
            /**
             * Parent
             * @description Id of the nearest unit above it that the reader may know of.
             */
            parent: number | null;
            /**
             * Path
             * @description Path of its page on the site.
             */
            path: string;
            /**
             * Plant
             * @description The plant (工厂) that it is in.
             */
            plant: string;
            /**
             * Practice
             * @description A practice unit: known to its own people only.
             */
            practice: boolean;
            /** Records Href */
            records_href: string;
            /** Sections Href */
            sections_href: string;
            /**
             * Site
             * @description The site (厂区) that it is at.
             */
            site: string;
            /** Title */
            title: string;
            /**
             * Url
             * @description Absolute address of its page on the site.
             */
            url: string;
        };
        /**
         * UnitDues
         * @description The figures of one unit.
         */
        UnitDues: {
            /** Code */
            code: string;
            /**
             * Complete
             * @description satisfied ÷ due in per cent to one place; empty when nothing is due 完成率
             */
            complete: string;
            /** @description 应更新 */
            due: components["schemas"]["DueFigure"];
            /** Href */
            href: string;
            /** Id */
            id: number;
            /** @description 逾期 */
            late: components["schemas"]["DueFigure"];
            /** @description 零报告, confirmed */
            nil: components["schemas"]["DueFigure"];
            /** @description 按时: submitted for review by the due date, however long its reviewers took */
            on_time: components["schemas"]["DueFigure"];
            /**
             * On Time Rate
             * @description on_time ÷ due, likewise 及时率
             */
            on_time_rate: string;
            /** @description 已更新, nil returns included */
            satisfied: components["schemas"]["DueFigure"];
            /** Title */
            title: string;
            /** @description Submitted in time and still with the reviewers 审核中 */
            waiting: components["schemas"]["DueFigure"];
        };
        /** UnitFigures */
        UnitFigures: {
            answered: components["schemas"]["Count"];
            /** Bonus */
            bonus: {
                [key: string]: string;
            };
            corrected: components["schemas"]["Count"];
            /** Deductions */
            deductions: {
                [key: string]: string;
            };
            /** @description 应更新: due items; the records that satisfied them. */
            due: components["schemas"]["Count"];
            /**
             * Edition
             * @description 0: as frozen; else the number of the supplement that says it so.
             */
            edition: number;
            /** @description 有效更新 */
            effective: components["schemas"]["Count"];
            empty: components["schemas"]["EmptyModules"];
            /** @description Beyond the due items: shown, earns nothing. */
            extra: components["schemas"]["Count"];
            /** Grade */
            grade: string;
            /** Grade Display */
            grade_display: string;
            /** @description Due items satisfied by a nil return 零报告. */
            nil: components["schemas"]["Count"];
            on_time: components["schemas"]["Count"];
            /** @description 及时率, in percent; null when nothing was due. */
            on_time_rate: components["schemas"]["Value"];
            points: components["schemas"]["Points"];
            /** @description 质量分: null when nothing was scored. */
            quality: components["schemas"]["Value"];
            received: components["schemas"]["Count"];
            repeated: components["schemas"]["Count"];
            returned: components["schemas"]["Count"];
            sampled: components["schemas"]["Count"];
            satisfied: components["schemas"]["Count"];
            scored: components["schemas"]["Count"];
            /** @description 报送 */
            submitted: components["schemas"]["Count"];
            total: components["schemas"]["Value"];
            unit: components["schemas"]["UnitName"];
            /** Vetoes */
            vetoes: string[];
            withdrawn: components["schemas"]["Count"];
        };
        /**
         * UnitItem
         * @description A committee (党委), general branch (党总支) or branch (党支部).
         */
        UnitItem: {
            /** Board Href */
            board_href: string;
            /** Code */
            code: string;
            /**
             * Committee
             * @description Id of its nearest committee, itself if it is one.
             */
            committee: number | null;
            /** Href */
            href: string;
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "committee" | "general_branch" | "branch";
            /** Kind Display */
            kind_display: string;
            /**
             * Parent
             * @description Id of the nearest unit above it that the reader may know of.
             */
            parent: number | null;
            /**
             * Path
             * @description Path of its page on the site.
             */
            path: string;
            /**
             * Plant
             * @description The plant (工厂) that it is in.
             */
            plant: string;
            /**
             * Practice
             * @description A practice unit: known to its own people only.
             */
            practice: boolean;
            /** Records Href */
            records_href: string;
            /** Sections Href */
            sections_href: string;
            /**
             * Site
             * @description The site (厂区) that it is at.
             */
            site: string;
            /** Title */
            title: string;
            /**
             * Url
             * @description Absolute address of its page on the site.
             */
            url: string;
        };
        /**
         * UnitList
         * @example {
         *       "items": [
         *         {
         *           "board_href": "https://dj.example.cn/api/v1/units/12/board",
         *           "code": "zongzhuang",
         *           "committee": 3,
         *           "href": "https://dj.example.cn/api/v1/units/12",
         *           "id": 12,
         *           "kind": "branch",
         *           "kind_display": "党支部",
         *           "parent": 3,
         *           "path": "/zongzhuang/",
         *           "plant": "总装厂",
         *           "practice": false,
         *           "records_href": "https://dj.example.cn/api/v1/records?unit=12",
         *           "sections_href": "https://dj.example.cn/api/v1/sections?unit=12",
         *           "site": "江北厂区",
         *           "title": "总装党支部",
         *           "url": "https://dj.example.cn/zongzhuang/"
         *         }
         *       ]
         *     }
         */
        UnitList: {
            /** Items */
            items: components["schemas"]["UnitItem"][];
        };
        /** UnitName */
        UnitName: {
            /** Code */
            code: string;
            /** Id */
            id: number;
            /** Title */
            title: string;
        };
        /** UnitRef */
        UnitRef: {
            /** Code */
            code: string;
            /** Href */
            href: string;
            /** Id */
            id: number;
            /** Title */
            title: string;
        };
        /**
         * Upload
         * @description What was uploaded: its `id` is what drafts name it by.
         * @example {
         *       "id": 88,
         *       "kind": "attachment",
         *       "size": 48213,
         *       "title": "签到表",
         *       "type": "application/pdf",
         *       "url": "/files/88/qian-dao-biao.pdf"
         *     }
         */
        Upload: {
            /** Height */
            height?: number | null;
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "image" | "attachment";
            /** Size */
            size: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
            /** Url */
            url: string;
            /** Width */
            width?: number | null;
        };
        /**
         * Value
         * @description A score, a decimal as text, and what stands behind it.
         */
        Value: {
            /** More */
            more: number;
            /** Records */
            records: number[];
            /** Value */
            value: string | null;
        };
        /** 先锋作用 */
        VanguardRoleField: {
            display: string;
            label: string;
            /** @constant */
            name: "carrier";
            /** @constant */
            type: "choice";
            value: "zone" | "post" | "team" | "pledge" | "proposal" | "volunteer" | "link";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "members";
            /** @constant */
            type: "people";
            value: components["schemas"]["Reference"][];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "scope_desc";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "pledge";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "target_value";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "result_value";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "benefit";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "appraisal";
            /** @constant */
            type: "choice";
            value: "excellent" | "good" | "pass" | "fail";
        };
        /** 先锋作用 */
        VanguardRoleRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["VanguardRoleField"][];
            /** @constant */
            module: "vanguard_role";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "vanguard_role";
        };
        /**
         * Waiting
         * @description What waits for the reader's decision.
         */
        Waiting: {
            /**
             * Claimed By
             * @description Who else has it open.
             */
            claimed_by: string;
            /**
             * Due
             * Format: date
             */
            due: string;
            /** Href */
            href: string;
            /**
             * Id
             * @description Id of the record, or of the unit whose home page it is.
             */
            id: number;
            /**
             * Module
             * @description Empty for a home page.
             */
            module: string;
            /** Overdue */
            overdue: boolean;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Stage */
            stage: string;
            /** Stage Display */
            stage_display: string;
            /** Task */
            task: number;
            /** Title */
            title: string;
            unit: components["schemas"]["UnitRef"];
        };
        /**
         * Withdrawn
         * @example {
         *       "id": 311,
         *       "withdrawn_at": "2026-03-12T16:20:00+08:00"
         *     }
         */
        Withdrawn: {
            /** Id */
            id: number;
            /**
             * Withdrawn At
             * Format: date-time
             */
            withdrawn_at: string;
        };
        /** 党务指南 */
        WorkGuideField: {
            display: string;
            label: string;
            /** @constant */
            name: "topic";
            /** @constant */
            type: "choice";
            value: "basics" | "organisation_life" | "member_development" | "dues" | "transfer" | "election" | "disclosure" | "discipline" | "education" | "documents" | "platform";
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "question";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "everyday_words";
            /** @constant */
            type: "text";
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "applicable_to";
            /** @constant */
            type: "multichoice";
            value: ("secretary" | "committee_member" | "group_leader" | "member" | "applicant")[];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "steps";
            /** @constant */
            type: "table";
            value: {
                /** 事项 */
                action: string;
                /** 责任人 */
                actor: string | (null | "");
                /** 表单材料 */
                form: string | (null | "");
                /** 序号 */
                no: number;
                /** 时限 */
                time_limit: string | (null | "");
            }[];
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "legal_basis";
            /** @constant */
            type: "table";
            value: {
                /** 条款 */
                article: string | (null | "");
                /** 法规名称 */
                rule: string;
                /** 链接 */
                url: string | (null | "");
            }[];
        } | {
            label: string;
            /** @constant */
            name: "templates";
            /** @constant */
            type: "files";
            value: components["schemas"]["File"][];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "valid_from";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "review_due";
            /** @constant */
            type: "date";
            /** Format: date */
            value: string;
        };
        /** 党务指南 */
        WorkGuideRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["WorkGuideField"][];
            /** @constant */
            module: "work_guide";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "work_guide";
        };
        /** 计划总结 */
        WorkPlanSummaryField: {
            display: string;
            label: string;
            /** @constant */
            name: "plan_kind";
            /** @constant */
            type: "choice";
            value: "annual_plan" | "quarter_plan" | "month_plan" | "month_summary" | "half_year_summary" | "annual_summary" | "secretary_report";
        } | {
            columns: components["schemas"]["Column"][];
            label: string;
            /** @constant */
            name: "items";
            /** @constant */
            type: "table";
            value: {
                /** 完成时限 */
                due: string | (null | "");
                /** 措施 */
                measure: string | (null | "");
                /** 责任人 */
                owner: string | (null | "");
                /** 完成率 */
                rate: string | (null | "");
                /** 完成情况 */
                result: string | (null | "");
                /** 事项 */
                task: string;
            }[];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "linked_objectives";
            /** @constant */
            type: "record_refs";
            value: components["schemas"]["PageReference"][];
        } | {
            display: string;
            label: string;
            /** @constant */
            name: "adopted_at";
            /** @constant */
            type: "record_ref";
            value: components["schemas"]["PageReference"];
        };
        /** 计划总结 */
        WorkPlanSummaryRecord: components["schemas"]["RecordInFull"] & {
            fields: components["schemas"]["WorkPlanSummaryField"][];
            /** @constant */
            module: "work_plan_summary";
        } & {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            module: "work_plan_summary";
        };
        /** YearToDate */
        YearToDate: {
            /**
             * Gap
             * @description value less must; null of a milestone.
             */
            gap: string | null;
            /** Must */
            must: string | null;
            /** Records */
            records: number[];
            /**
             * Score
             * @description 0 to 100; null before there is a figure.
             */
            score: string | null;
            /** Status */
            status: string;
            /** Status Display */
            status_display: string;
            /** Stretch */
            stretch: string | null;
            /**
             * Value
             * @description By the year-to-date rule, never from the last month alone.
             */
            value: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    index: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "links": {
                     *         "openapi": "https://dj.example.cn/api/v1/openapi.json",
                     *         "records": "https://dj.example.cn/api/v1/records",
                     *         "units": "https://dj.example.cn/api/v1/units"
                     *       },
                     *       "title": "Hongban 红板",
                     *       "version": "1"
                     *     }
                     */
                    "application/json": components["schemas"]["Index"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    compareBoards: {
        parameters: {
            query?: {
                /** @description Of this site (厂区). */
                site?: string;
                /** @description Of this plant (工厂). */
                plant?: string;
                /** @description Of the modules of this board. */
                board?: ("foundation" | "focus" | "review") | null;
                /** @description Only units with a module in this state. */
                state?: ("fresh" | "due_soon" | "late" | "blank" | "nil") | null;
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "board_href": "https://dj.example.cn/api/v1/units/12/board",
                     *           "counts": {
                     *             "blank": 0,
                     *             "due_soon": 2,
                     *             "fresh": 19,
                     *             "late": 1,
                     *             "nil": 1
                     *           },
                     *           "plant": "总装厂",
                     *           "site": "江北厂区",
                     *           "states": [
                     *             {
                     *               "due_on": "2026-04-05",
                     *               "module": "party_dues",
                     *               "sign": "×",
                     *               "state": "late",
                     *               "words": "1项逾期，最早应于2026年4月5日前"
                     *             }
                     *           ],
                     *           "unit": {
                     *             "code": "zongzhuang",
                     *             "href": "https://dj.example.cn/api/v1/units/12",
                     *             "id": 12,
                     *             "title": "总装党支部"
                     *           },
                     *           "watched": null
                     *         }
                     *       ],
                     *       "next": "12"
                     *     }
                     */
                    "application/json": components["schemas"]["ComparedUnits"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description `cursor` of the answer before; from the beginning without one. */
                since?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cursor": "4711",
                     *       "items": [
                     *         {
                     *           "change": "current",
                     *           "document": {
                     *             "href": "https://dj.example.cn/api/v1/records/311",
                     *             "kind": "record",
                     *             "last_published_at": "2026-03-09T09:02:11+08:00",
                     *             "module": "three_meetings_one_lesson",
                     *             "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
                     *             "version": "5c1f0e4a"
                     *           },
                     *           "id": 311
                     *         },
                     *         {
                     *           "change": "gone",
                     *           "document": null,
                     *           "id": 298
                     *         }
                     *       ],
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["ChangeList"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listDrafts: {
        parameters: {
            query?: {
                /** @description Of this unit (id or code); of all that the reader writes for. */
                unit?: string;
                /** @description Only those that the reader began. */
                mine?: boolean;
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "href": "https://dj.example.cn/api/v1/drafts/311",
                     *           "id": 311,
                     *           "module": "three_meetings_one_lesson",
                     *           "occurred_on": "2026-03-05",
                     *           "saved_at": "2026-03-06T08:58:11+08:00",
                     *           "section": {
                     *             "href": "https://dj.example.cn/api/v1/sections/40",
                     *             "id": 40,
                     *             "module": "three_meetings_one_lesson",
                     *             "title": "三会一课"
                     *           },
                     *           "status": {
                     *             "due": "2026-03-10",
                     *             "headline": "审核中：一审一校",
                     *             "next": "等待郑卫东审核，通过后到二审二校。",
                     *             "returned": null,
                     *             "since": "2026-03-06T09:00:00+08:00",
                     *             "state": "review",
                     *             "steps": [
                     *               {
                     *                 "name": "报送",
                     *                 "state": "done",
                     *                 "when": "2026-03-06T09:00:00+08:00",
                     *                 "who": "余光辉"
                     *               },
                     *               {
                     *                 "name": "一审一校",
                     *                 "state": "now",
                     *                 "when": null,
                     *                 "who": "郑卫东"
                     *               }
                     *             ]
                     *           },
                     *           "title": "第三党小组讨论标准作业",
                     *           "unit": {
                     *             "code": "zongzhuang",
                     *             "href": "https://dj.example.cn/api/v1/units/12",
                     *             "id": 12,
                     *             "title": "总装党支部"
                     *           }
                     *         }
                     *       ],
                     *       "next": null,
                     *       "next_href": null
                     *     }
                     */
                    "application/json": components["schemas"]["DraftList"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    createDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "attachments": [
                 *         88
                 *       ],
                 *       "body": [
                 *         {
                 *           "type": "rich_text",
                 *           "value": "<p>每件省下八秒。</p>"
                 *         }
                 *       ],
                 *       "confidentiality": "non_classified",
                 *       "fields": {
                 *         "meeting_type": "group",
                 *         "topics": [
                 *           {
                 *             "points": "",
                 *             "topic": "讨论标准作业"
                 *           }
                 *         ]
                 *       },
                 *       "occurred_on": "2026-03-05",
                 *       "section": 40,
                 *       "title": "第三党小组讨论标准作业"
                 *     }
                 */
                "application/json": components["schemas"]["NewDraft"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "also_counts": [],
                     *       "attachments": [],
                     *       "body": [
                     *         {
                     *           "id": "7190de04",
                     *           "type": "rich_text",
                     *           "value": "<p>每件省下八秒。</p>"
                     *         }
                     *       ],
                     *       "confidentiality": "non_classified",
                     *       "contains_personal_data": false,
                     *       "correction_note": "",
                     *       "evidence": [],
                     *       "fields": {
                     *         "chair": {
                     *           "id": 452,
                     *           "title": "朱道林"
                     *         },
                     *         "expected": 8,
                     *         "meeting_type": "group"
                     *       },
                     *       "hints": [
                     *         {
                     *           "field": "title",
                     *           "message": "标题与同月的另一条记录相同。"
                     *         }
                     *       ],
                     *       "href": "https://dj.example.cn/api/v1/drafts/311",
                     *       "id": 311,
                     *       "lacking": [
                     *         {
                     *           "field": "fields.present",
                     *           "message": "“实到人数”必须填写。"
                     *         }
                     *       ],
                     *       "module": "three_meetings_one_lesson",
                     *       "occurred_on": "2026-03-05",
                     *       "period": "2026-03",
                     *       "revision": "702-9b1c4f0e2a7d6653",
                     *       "saved_at": "2026-03-06T08:58:11+08:00",
                     *       "scope": "employees",
                     *       "section": {
                     *         "href": "https://dj.example.cn/api/v1/sections/40",
                     *         "id": 40,
                     *         "module": "three_meetings_one_lesson",
                     *         "title": "三会一课"
                     *       },
                     *       "source_kind": "own_record",
                     *       "source_ref": "",
                     *       "status": {
                     *         "due": "2026-03-10",
                     *         "headline": "审核中：一审一校",
                     *         "next": "等待郑卫东审核，通过后到二审二校。",
                     *         "returned": null,
                     *         "since": "2026-03-06T09:00:00+08:00",
                     *         "state": "review",
                     *         "steps": [
                     *           {
                     *             "name": "报送",
                     *             "state": "done",
                     *             "when": "2026-03-06T09:00:00+08:00",
                     *             "who": "余光辉"
                     *           },
                     *           {
                     *             "name": "一审一校",
                     *             "state": "now",
                     *             "when": null,
                     *             "who": "郑卫东"
                     *           }
                     *         ]
                     *       },
                     *       "summary": "大家联系班组实际，谈了看法。",
                     *       "tags": [
                     *         "党小组会"
                     *       ],
                     *       "title": "第三党小组讨论标准作业",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "https://dj.example.cn/api/v1/units/12",
                     *         "id": 12,
                     *         "title": "总装党支部"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description The body is no JSON, or cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求有误",
                     *       "errors": [],
                     *       "status": 400,
                     *       "title": "请求有误",
                     *       "type": "urn:hongban:problem:invalid-request"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the record. */
                draft: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "also_counts": [],
                     *       "attachments": [],
                     *       "body": [
                     *         {
                     *           "id": "7190de04",
                     *           "type": "rich_text",
                     *           "value": "<p>每件省下八秒。</p>"
                     *         }
                     *       ],
                     *       "confidentiality": "non_classified",
                     *       "contains_personal_data": false,
                     *       "correction_note": "",
                     *       "evidence": [],
                     *       "fields": {
                     *         "chair": {
                     *           "id": 452,
                     *           "title": "朱道林"
                     *         },
                     *         "expected": 8,
                     *         "meeting_type": "group"
                     *       },
                     *       "hints": [
                     *         {
                     *           "field": "title",
                     *           "message": "标题与同月的另一条记录相同。"
                     *         }
                     *       ],
                     *       "href": "https://dj.example.cn/api/v1/drafts/311",
                     *       "id": 311,
                     *       "lacking": [
                     *         {
                     *           "field": "fields.present",
                     *           "message": "“实到人数”必须填写。"
                     *         }
                     *       ],
                     *       "module": "three_meetings_one_lesson",
                     *       "occurred_on": "2026-03-05",
                     *       "period": "2026-03",
                     *       "revision": "702-9b1c4f0e2a7d6653",
                     *       "saved_at": "2026-03-06T08:58:11+08:00",
                     *       "scope": "employees",
                     *       "section": {
                     *         "href": "https://dj.example.cn/api/v1/sections/40",
                     *         "id": 40,
                     *         "module": "three_meetings_one_lesson",
                     *         "title": "三会一课"
                     *       },
                     *       "source_kind": "own_record",
                     *       "source_ref": "",
                     *       "status": {
                     *         "due": "2026-03-10",
                     *         "headline": "审核中：一审一校",
                     *         "next": "等待郑卫东审核，通过后到二审二校。",
                     *         "returned": null,
                     *         "since": "2026-03-06T09:00:00+08:00",
                     *         "state": "review",
                     *         "steps": [
                     *           {
                     *             "name": "报送",
                     *             "state": "done",
                     *             "when": "2026-03-06T09:00:00+08:00",
                     *             "who": "余光辉"
                     *           },
                     *           {
                     *             "name": "一审一校",
                     *             "state": "now",
                     *             "when": null,
                     *             "who": "郑卫东"
                     *           }
                     *         ]
                     *       },
                     *       "summary": "大家联系班组实际，谈了看法。",
                     *       "tags": [
                     *         "党小组会"
                     *       ],
                     *       "title": "第三党小组讨论标准作业",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "https://dj.example.cn/api/v1/units/12",
                     *         "id": 12,
                     *         "title": "总装党支部"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    changeDraft: {
        parameters: {
            query?: never;
            header: {
                /** @description The draft's `revision` in quotes, or its `ETag`; `*` for whichever. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the record. */
                draft: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fields": {
                 *         "chair": 452,
                 *         "expected": 8
                 *       },
                 *       "summary": "大家联系班组实际，谈了看法。"
                 *     }
                 */
                "application/json": components["schemas"]["DraftChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "also_counts": [],
                     *       "attachments": [],
                     *       "body": [
                     *         {
                     *           "id": "7190de04",
                     *           "type": "rich_text",
                     *           "value": "<p>每件省下八秒。</p>"
                     *         }
                     *       ],
                     *       "confidentiality": "non_classified",
                     *       "contains_personal_data": false,
                     *       "correction_note": "",
                     *       "evidence": [],
                     *       "fields": {
                     *         "chair": {
                     *           "id": 452,
                     *           "title": "朱道林"
                     *         },
                     *         "expected": 8,
                     *         "meeting_type": "group"
                     *       },
                     *       "hints": [
                     *         {
                     *           "field": "title",
                     *           "message": "标题与同月的另一条记录相同。"
                     *         }
                     *       ],
                     *       "href": "https://dj.example.cn/api/v1/drafts/311",
                     *       "id": 311,
                     *       "lacking": [
                     *         {
                     *           "field": "fields.present",
                     *           "message": "“实到人数”必须填写。"
                     *         }
                     *       ],
                     *       "module": "three_meetings_one_lesson",
                     *       "occurred_on": "2026-03-05",
                     *       "period": "2026-03",
                     *       "revision": "702-9b1c4f0e2a7d6653",
                     *       "saved_at": "2026-03-06T08:58:11+08:00",
                     *       "scope": "employees",
                     *       "section": {
                     *         "href": "https://dj.example.cn/api/v1/sections/40",
                     *         "id": 40,
                     *         "module": "three_meetings_one_lesson",
                     *         "title": "三会一课"
                     *       },
                     *       "source_kind": "own_record",
                     *       "source_ref": "",
                     *       "status": {
                     *         "due": "2026-03-10",
                     *         "headline": "审核中：一审一校",
                     *         "next": "等待郑卫东审核，通过后到二审二校。",
                     *         "returned": null,
                     *         "since": "2026-03-06T09:00:00+08:00",
                     *         "state": "review",
                     *         "steps": [
                     *           {
                     *             "name": "报送",
                     *             "state": "done",
                     *             "when": "2026-03-06T09:00:00+08:00",
                     *             "who": "余光辉"
                     *           },
                     *           {
                     *             "name": "一审一校",
                     *             "state": "now",
                     *             "when": null,
                     *             "who": "郑卫东"
                     *           }
                     *         ]
                     *       },
                     *       "summary": "大家联系班组实际，谈了看法。",
                     *       "tags": [
                     *         "党小组会"
                     *       ],
                     *       "title": "第三党小组讨论标准作业",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "https://dj.example.cn/api/v1/units/12",
                     *         "id": 12,
                     *         "title": "总装党支部"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description The body is no JSON, or cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求有误",
                     *       "errors": [],
                     *       "status": 400,
                     *       "title": "请求有误",
                     *       "type": "urn:hongban:problem:invalid-request"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description It was saved since it was read: nothing was written, nothing is lost. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "前提条件不满足",
                     *       "errors": [],
                     *       "status": 412,
                     *       "title": "前提条件不满足",
                     *       "type": "urn:hongban:problem:precondition-failed"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `If-Match` is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "缺少前提条件",
                     *       "errors": [],
                     *       "status": 428,
                     *       "title": "缺少前提条件",
                     *       "type": "urn:hongban:problem:precondition-required"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    previewDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the record. */
                draft: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expires_at": "2026-03-06T09:10:00+08:00",
                     *       "href": "https://dj.example.cn/api/v1/previews/WzMxMSwiNzAyIl0:1tZ:k2",
                     *       "url": "https://dj.example.cn/preview/WzMxMSwiNzAyIl0:1tZ:k2/"
                     *     }
                     */
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    submitDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the record. */
                draft: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "href": "https://dj.example.cn/api/v1/drafts/311",
                     *       "id": 311,
                     *       "status": {
                     *         "due": "2026-03-10",
                     *         "headline": "审核中：一审一校",
                     *         "next": "等待郑卫东审核，通过后到二审二校。",
                     *         "returned": null,
                     *         "since": "2026-03-06T09:00:00+08:00",
                     *         "state": "review",
                     *         "steps": [
                     *           {
                     *             "name": "报送",
                     *             "state": "done",
                     *             "when": "2026-03-06T09:00:00+08:00",
                     *             "who": "余光辉"
                     *           },
                     *           {
                     *             "name": "一审一校",
                     *             "state": "now",
                     *             "when": null,
                     *             "who": "郑卫东"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Submitted"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    takeBackDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the record. */
                draft: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "href": "https://dj.example.cn/api/v1/drafts/311",
                     *       "id": 311,
                     *       "status": {
                     *         "due": "2026-03-10",
                     *         "headline": "审核中：一审一校",
                     *         "next": "等待郑卫东审核，通过后到二审二校。",
                     *         "returned": null,
                     *         "since": "2026-03-06T09:00:00+08:00",
                     *         "state": "review",
                     *         "steps": [
                     *           {
                     *             "name": "报送",
                     *             "state": "done",
                     *             "when": "2026-03-06T09:00:00+08:00",
                     *             "who": "余光辉"
                     *           },
                     *           {
                     *             "name": "一审一校",
                     *             "state": "now",
                     *             "when": null,
                     *             "who": "郑卫东"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Submitted"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listDues: {
        parameters: {
            query?: {
                /** @description Periods that end in this month, quarter, half-year or year; without it the quarter. */
                period?: string;
                /** @description As it stood at the end of this day; without it today. */
                as_of?: string;
                /** @description Units of this committee (id or code); of the one at the top. */
                committee?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "as_of": "2026-04-02",
                     *       "period": "2026Q1",
                     *       "since": "2026-01-01",
                     *       "units": [
                     *         {
                     *           "code": "zongzhuang",
                     *           "complete": "11.4",
                     *           "due": {
                     *             "count": 35,
                     *             "hidden": 1,
                     *             "records": [
                     *               41,
                     *               57
                     *             ]
                     *           },
                     *           "href": "http://127.0.0.1:8000/api/v1/units/4",
                     *           "id": 4,
                     *           "late": {
                     *             "count": 2,
                     *             "hidden": 0,
                     *             "records": []
                     *           },
                     *           "nil": {
                     *             "count": 1,
                     *             "hidden": 0,
                     *             "records": []
                     *           },
                     *           "on_time": {
                     *             "count": 3,
                     *             "hidden": 1,
                     *             "records": [
                     *               41
                     *             ]
                     *           },
                     *           "on_time_rate": "8.6",
                     *           "satisfied": {
                     *             "count": 4,
                     *             "hidden": 1,
                     *             "records": [
                     *               41,
                     *               57
                     *             ]
                     *           },
                     *           "title": "总装党支部",
                     *           "waiting": {
                     *             "count": 1,
                     *             "hidden": 0,
                     *             "records": []
                     *           }
                     *         }
                     *       ],
                     *       "until": "2026-03-31"
                     *     }
                     */
                    "application/json": components["schemas"]["DueTable"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    uploadFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Description
                     * @description Of an image: what is to be seen on it.
                     * @default
                     */
                    description?: string;
                    /**
                     * File
                     * Format: binary
                     * @description The image or file, as `multipart/form-data`.
                     */
                    file: string;
                    /**
                     * Kind
                     * @description What it is; by its extension without one.
                     */
                    kind?: ("image" | "attachment") | null;
                    /**
                     * Title
                     * @description Its name; the file's own without one.
                     * @default
                     */
                    title?: string;
                    /**
                     * Unit
                     * @description Whose it is (id or code); needed by who writes for several.
                     * @default
                     */
                    unit?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 88,
                     *       "kind": "attachment",
                     *       "size": 48213,
                     *       "title": "签到表",
                     *       "type": "application/pdf",
                     *       "url": "/files/88/qian-dao-biao.pdf"
                     *     }
                     */
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description The body is no JSON, or cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求有误",
                     *       "errors": [],
                     *       "status": 400,
                     *       "title": "请求有误",
                     *       "type": "urn:hongban:problem:invalid-request"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "audiences": [
                     *         {
                     *           "display": "社会公开",
                     *           "scope": "public",
                     *           "unit": null
                     *         },
                     *         {
                     *           "display": "本单位党员",
                     *           "scope": "unit",
                     *           "unit": {
                     *             "code": "zongzhuang",
                     *             "href": "https://dj.example.cn/api/v1/units/12",
                     *             "id": 12,
                     *             "title": "总装党支部"
                     *           }
                     *         }
                     *       ],
                     *       "credentials": "token",
                     *       "expires_at": "2027-03-09T09:02:11+08:00",
                     *       "person": {
                     *         "id": 452,
                     *         "name": "朱道林"
                     *       },
                     *       "roles": [
                     *         {
                     *           "display": "党员",
                     *           "role": "member",
                     *           "unit": {
                     *             "code": "zongzhuang",
                     *             "href": "https://dj.example.cn/api/v1/units/12",
                     *             "id": 12,
                     *             "title": "总装党支部"
                     *           }
                     *         }
                     *       ],
                     *       "scopes": [
                     *         "read"
                     *       ],
                     *       "signed_in": true,
                     *       "username": "zongzhuang.member"
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listModules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "board": "focus",
                     *           "board_display": "管理重点",
                     *           "cadence": {
                     *             "after": "event",
                     *             "days": 7,
                     *             "interval": "month",
                     *             "kind": "statutory",
                     *             "min_items": 1
                     *           },
                     *           "en": "Three meetings and one lesson",
                     *           "fields": {
                     *             "properties": {
                     *               "expected": {
                     *                 "title": "应到人数",
                     *                 "type": "integer",
                     *                 "x-type": "integer"
                     *               }
                     *             },
                     *             "required": [
                     *               "expected"
                     *             ],
                     *             "type": "object"
                     *           },
                     *           "icon": "group",
                     *           "label": "three_meetings_one_lesson",
                     *           "number": 13,
                     *           "privacy": "employees",
                     *           "records_href": "https://dj.example.cn/api/v1/records?module=three_meetings_one_lesson",
                     *           "scopes": {
                     *             "branch": 1
                     *           },
                     *           "sources": [
                     *             {
                     *               "article": "11-14, 16",
                     *               "note": "",
                     *               "title": "中国共产党支部工作条例(试行)",
                     *               "verified": "yes",
                     *               "year": 2018
                     *             }
                     *           ],
                     *           "standing": false,
                     *           "zh": "三会一课",
                     *           "zh_branch": "三会一课",
                     *           "zh_committee": "三会一课"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModuleList"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    morning: {
        parameters: {
            query?: {
                /** @description Of this unit (id or code). */
                unit?: string;
                /** @description Of this kind. */
                kind?: ("red" | "late" | "blank" | "waiting" | "unanswered" | "unusual" | "due_soon") | null;
                /** @description Only what is new. */
                new?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "change_counts": {
                     *         "corrected": 0,
                     *         "published": 1,
                     *         "withdrawn": 0
                     *       },
                     *       "changes": [
                     *         {
                     *           "at": "2026-04-07T16:20:05+08:00",
                     *           "module": "three_meetings_one_lesson",
                     *           "title": "总装党支部3月支委会",
                     *           "unit": {
                     *             "code": "zongzhuang",
                     *             "href": "https://dj.example.cn/api/v1/units/12",
                     *             "id": 12,
                     *             "title": "总装党支部"
                     *           },
                     *           "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260327-zhi-wei-hui/",
                     *           "what": "published"
                     *         }
                     *       ],
                     *       "counts": {
                     *         "blank": 0,
                     *         "due_soon": 0,
                     *         "late": 0,
                     *         "red": 1,
                     *         "unanswered": 0,
                     *         "unusual": 0,
                     *         "waiting": 0
                     *       },
                     *       "items": [
                     *         {
                     *           "kind": "red",
                     *           "kind_display": "目标亮红",
                     *           "module": "policy_objectives",
                     *           "new": true,
                     *           "question": "未达必达目标的原因查清了吗？对策什么时候见效？",
                     *           "record": 7341,
                     *           "since": "2026-04-08T09:30:00+08:00",
                     *           "text": "“一次交检合格率”累计为红色，自3月起",
                     *           "unit": {
                     *             "code": "zongzhuang",
                     *             "href": "https://dj.example.cn/api/v1/units/12",
                     *             "id": 12,
                     *             "title": "总装党支部"
                     *           },
                     *           "url": "https://dj.example.cn/objectives/zongzhuang/7341/"
                     *         }
                     *       ],
                     *       "new": {
                     *         "blank": 0,
                     *         "due_soon": 0,
                     *         "late": 0,
                     *         "red": 1,
                     *         "unanswered": 0,
                     *         "unusual": 0,
                     *         "waiting": 0
                     *       },
                     *       "since": "2026-04-07T08:02:11+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["MorningView"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As POST /drafts/{id}/preview gave it. */
                signature: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attachments": [],
                     *       "body": [
                     *         {
                     *           "id": "7190de04",
                     *           "type": "rich_text",
                     *           "value": "<p>每件省下八秒。</p>"
                     *         }
                     *       ],
                     *       "card": {
                     *         "lines": [
                     *           "党小组会",
                     *           "应到8人，实到6人"
                     *         ],
                     *         "summary": "大家联系班组实际，谈了看法。"
                     *       },
                     *       "drafter": {
                     *         "id": 450,
                     *         "title": "余光辉"
                     *       },
                     *       "evidence": [],
                     *       "fields": [
                     *         {
                     *           "display": "党小组会",
                     *           "label": "会议类型",
                     *           "name": "meeting_type",
                     *           "type": "choice",
                     *           "value": "group"
                     *         },
                     *         {
                     *           "display": "8",
                     *           "label": "应到人数",
                     *           "name": "expected",
                     *           "type": "integer",
                     *           "value": 8
                     *         }
                     *       ],
                     *       "first_published_at": "2026-03-09T09:02:11+08:00",
                     *       "href": "https://dj.example.cn/api/v1/records/311",
                     *       "id": 311,
                     *       "last_published_at": "2026-03-09T09:02:11+08:00",
                     *       "module": "three_meetings_one_lesson",
                     *       "occurred_on": "2026-03-05",
                     *       "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
                     *       "period": "2026-03",
                     *       "review": [
                     *         {
                     *           "decided_at": "2026-03-09T09:02+08:00",
                     *           "display": "三审三校签发",
                     *           "reviewer": "杨世杰",
                     *           "role": "党委签发人",
                     *           "stage": "final"
                     *         }
                     *       ],
                     *       "scope": "employees",
                     *       "scope_display": "全体员工",
                     *       "section": {
                     *         "href": "https://dj.example.cn/api/v1/sections/40",
                     *         "id": 40,
                     *         "module": "three_meetings_one_lesson",
                     *         "title": "三会一课"
                     *       },
                     *       "source": {
                     *         "display": "本单位原始记录",
                     *         "kind": "own_record",
                     *         "reference": ""
                     *       },
                     *       "summary": "大家联系班组实际，谈了看法。",
                     *       "tags": [
                     *         "党小组会"
                     *       ],
                     *       "title": "第三党小组讨论标准作业",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "https://dj.example.cn/api/v1/units/12",
                     *         "id": 12,
                     *         "title": "总装党支部"
                     *       },
                     *       "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
                     *       "withheld": [
                     *         "absentees"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecordDetail"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listQuarters: {
        parameters: {
            query?: {
                /** @description Only this committee's, by id or code. */
                committee?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "committee": {
                     *             "code": "committee",
                     *             "id": 3,
                     *             "title": "江北车桥厂党委"
                     *           },
                     *           "frozen_at": "2026-04-08T17:30:00+08:00",
                     *           "objections_until": "2026-04-15",
                     *           "quarter": "2026Q1",
                     *           "scheme": "v1",
                     *           "signed_at": "2026-04-16T10:20:00+08:00",
                     *           "state": "signed"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["QuarterList"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getQuarter: {
        parameters: {
            query?: {
                /** @description Only this committee's, by id or code. */
                committee?: string;
            };
            header?: never;
            path: {
                quarter: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bulletin": 812,
                     *       "committee": {
                     *         "code": "committee",
                     *         "id": 3,
                     *         "title": "江北车桥厂党委"
                     *       },
                     *       "digest": "5d0c…",
                     *       "frozen_at": "2026-04-08T17:30:00+08:00",
                     *       "objections_until": "2026-04-15",
                     *       "quarter": "2026Q1",
                     *       "scheme": "v1",
                     *       "signed_at": "2026-04-16T10:20:00+08:00",
                     *       "supplements": [],
                     *       "units": [
                     *         {
                     *           "answered": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "bonus": {},
                     *           "corrected": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "deductions": {
                     *             "correction_after_publish": "0.5"
                     *           },
                     *           "due": {
                     *             "count": 36,
                     *             "more": 1,
                     *             "records": [
                     *               101,
                     *               102
                     *             ]
                     *           },
                     *           "edition": 0,
                     *           "effective": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "empty": {
                     *             "count": 0,
                     *             "modules": [],
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "extra": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "grade": "excellent",
                     *           "grade_display": "优秀",
                     *           "nil": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "on_time": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "on_time_rate": {
                     *             "more": 0,
                     *             "records": [
                     *               101
                     *             ],
                     *             "value": "97.2"
                     *           },
                     *           "points": {
                     *             "bonus": {
                     *               "more": 0,
                     *               "records": [],
                     *               "value": "0.00"
                     *             },
                     *             "completeness": {
                     *               "more": 0,
                     *               "records": [],
                     *               "value": "0.00"
                     *             },
                     *             "quality": {
                     *               "more": 0,
                     *               "records": [],
                     *               "value": "0.00"
                     *             },
                     *             "response": {
                     *               "more": 0,
                     *               "records": [],
                     *               "value": "0.00"
                     *             },
                     *             "timeliness": {
                     *               "more": 0,
                     *               "records": [],
                     *               "value": "0.00"
                     *             },
                     *             "veracity": {
                     *               "more": 0,
                     *               "records": [],
                     *               "value": "0.00"
                     *             }
                     *           },
                     *           "quality": {
                     *             "more": 0,
                     *             "records": [
                     *               101
                     *             ],
                     *             "value": "85.00"
                     *           },
                     *           "received": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "repeated": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "returned": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "sampled": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "satisfied": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "scored": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "submitted": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           },
                     *           "total": {
                     *             "more": 1,
                     *             "records": [
                     *               101,
                     *               102
                     *             ],
                     *             "value": "94.75"
                     *           },
                     *           "unit": {
                     *             "code": "zongzhuang",
                     *             "id": 4,
                     *             "title": "总装党支部"
                     *           },
                     *           "vetoes": [],
                     *           "withdrawn": {
                     *             "count": 0,
                     *             "more": 0,
                     *             "records": []
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Quarter"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listRecords: {
        parameters: {
            query?: {
                /** @description Of this unit (id or code). */
                unit?: string;
                /** @description With `unit`: of the units below it as well. */
                subtree?: boolean;
                /** @description Of this section, by id. */
                section?: number;
                /** @description Of this module, by label. */
                module?: string;
                /** @description Of the modules of this board. */
                board?: ("foundation" | "focus" | "review") | null;
                /** @description Of other modules that also count as this one (label). */
                also_counts?: string;
                /** @description Of exactly this period, as the record says it. */
                period?: string;
                /** @description Facts of this day and later. */
                since?: string;
                /** @description Facts of this day and earlier. */
                until?: string;
                /** @description With this tag. */
                tag?: string;
                /** @description Of exactly this 公开范围. */
                scope?: ("public" | "employees" | "members" | "unit" | "committee" | "restricted") | null;
                /** @description With all these words in their texts, exactly as they stand. */
                q?: string;
                /** @description By the fact or the first publication; `-`: newest first. */
                sort?: "-occurred_on" | "occurred_on" | "-published" | "published";
                /** @description Only these parts of each item, by commas; `id` always. */
                fields?: string;
                /** @description By commas: `content` (each item in full, as by its id); `unit`, `section`, `refs`: `included` has them. */
                expand?: string;
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "card": {
                     *             "lines": [
                     *               "党小组会",
                     *               "应到8人，实到6人"
                     *             ],
                     *             "summary": "大家联系班组实际，谈了看法。"
                     *           },
                     *           "first_published_at": "2026-03-09T09:02:11+08:00",
                     *           "href": "https://dj.example.cn/api/v1/records/311",
                     *           "id": 311,
                     *           "last_published_at": "2026-03-09T09:02:11+08:00",
                     *           "module": "three_meetings_one_lesson",
                     *           "occurred_on": "2026-03-05",
                     *           "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
                     *           "period": "2026-03",
                     *           "scope": "employees",
                     *           "scope_display": "全体员工",
                     *           "section": {
                     *             "href": "https://dj.example.cn/api/v1/sections/40",
                     *             "id": 40,
                     *             "module": "three_meetings_one_lesson",
                     *             "title": "三会一课"
                     *           },
                     *           "title": "第三党小组讨论标准作业",
                     *           "unit": {
                     *             "code": "zongzhuang",
                     *             "href": "https://dj.example.cn/api/v1/units/12",
                     *             "id": 12,
                     *             "title": "总装党支部"
                     *           },
                     *           "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/"
                     *         }
                     *       ],
                     *       "next": "20260305-311",
                     *       "next_href": "https://dj.example.cn/api/v1/records?limit=1&after=20260305-311"
                     *     }
                     */
                    "application/json": components["schemas"]["RecordList"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getRecordByPath: {
        parameters: {
            query: {
                /** @description `/zongzhuang/…/`, with or without its last slash. */
                path: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attachments": [],
                     *       "body": [
                     *         {
                     *           "id": "7190de04",
                     *           "type": "rich_text",
                     *           "value": "<p>每件省下八秒。</p>"
                     *         }
                     *       ],
                     *       "card": {
                     *         "lines": [
                     *           "党小组会",
                     *           "应到8人，实到6人"
                     *         ],
                     *         "summary": "大家联系班组实际，谈了看法。"
                     *       },
                     *       "drafter": {
                     *         "id": 450,
                     *         "title": "余光辉"
                     *       },
                     *       "evidence": [],
                     *       "fields": [
                     *         {
                     *           "display": "党小组会",
                     *           "label": "会议类型",
                     *           "name": "meeting_type",
                     *           "type": "choice",
                     *           "value": "group"
                     *         },
                     *         {
                     *           "display": "8",
                     *           "label": "应到人数",
                     *           "name": "expected",
                     *           "type": "integer",
                     *           "value": 8
                     *         }
                     *       ],
                     *       "first_published_at": "2026-03-09T09:02:11+08:00",
                     *       "href": "https://dj.example.cn/api/v1/records/311",
                     *       "id": 311,
                     *       "last_published_at": "2026-03-09T09:02:11+08:00",
                     *       "module": "three_meetings_one_lesson",
                     *       "occurred_on": "2026-03-05",
                     *       "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
                     *       "period": "2026-03",
                     *       "review": [
                     *         {
                     *           "decided_at": "2026-03-09T09:02+08:00",
                     *           "display": "三审三校签发",
                     *           "reviewer": "杨世杰",
                     *           "role": "党委签发人",
                     *           "stage": "final"
                     *         }
                     *       ],
                     *       "scope": "employees",
                     *       "scope_display": "全体员工",
                     *       "section": {
                     *         "href": "https://dj.example.cn/api/v1/sections/40",
                     *         "id": 40,
                     *         "module": "three_meetings_one_lesson",
                     *         "title": "三会一课"
                     *       },
                     *       "source": {
                     *         "display": "本单位原始记录",
                     *         "kind": "own_record",
                     *         "reference": ""
                     *       },
                     *       "summary": "大家联系班组实际，谈了看法。",
                     *       "tags": [
                     *         "党小组会"
                     *       ],
                     *       "title": "第三党小组讨论标准作业",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "https://dj.example.cn/api/v1/units/12",
                     *         "id": 12,
                     *         "title": "总装党支部"
                     *       },
                     *       "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
                     *       "withheld": [
                     *         "absentees"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecordDetail"];
                };
            };
            /** @description Permanent Redirect */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Moved"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getRecord: {
        parameters: {
            query?: {
                /** @description Only these parts, by commas; `id` always. */
                fields?: string;
                /** @description `unit`, `section`, `refs`, by commas: `included` has them. */
                expand?: string;
            };
            header?: never;
            path: {
                /** @description Id of the record. */
                record: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attachments": [],
                     *       "body": [
                     *         {
                     *           "id": "7190de04",
                     *           "type": "rich_text",
                     *           "value": "<p>每件省下八秒。</p>"
                     *         }
                     *       ],
                     *       "card": {
                     *         "lines": [
                     *           "党小组会",
                     *           "应到8人，实到6人"
                     *         ],
                     *         "summary": "大家联系班组实际，谈了看法。"
                     *       },
                     *       "drafter": {
                     *         "id": 450,
                     *         "title": "余光辉"
                     *       },
                     *       "evidence": [],
                     *       "fields": [
                     *         {
                     *           "display": "党小组会",
                     *           "label": "会议类型",
                     *           "name": "meeting_type",
                     *           "type": "choice",
                     *           "value": "group"
                     *         },
                     *         {
                     *           "display": "8",
                     *           "label": "应到人数",
                     *           "name": "expected",
                     *           "type": "integer",
                     *           "value": 8
                     *         }
                     *       ],
                     *       "first_published_at": "2026-03-09T09:02:11+08:00",
                     *       "href": "https://dj.example.cn/api/v1/records/311",
                     *       "id": 311,
                     *       "last_published_at": "2026-03-09T09:02:11+08:00",
                     *       "module": "three_meetings_one_lesson",
                     *       "occurred_on": "2026-03-05",
                     *       "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
                     *       "period": "2026-03",
                     *       "review": [
                     *         {
                     *           "decided_at": "2026-03-09T09:02+08:00",
                     *           "display": "三审三校签发",
                     *           "reviewer": "杨世杰",
                     *           "role": "党委签发人",
                     *           "stage": "final"
                     *         }
                     *       ],
                     *       "scope": "employees",
                     *       "scope_display": "全体员工",
                     *       "section": {
                     *         "href": "https://dj.example.cn/api/v1/sections/40",
                     *         "id": 40,
                     *         "module": "three_meetings_one_lesson",
                     *         "title": "三会一课"
                     *       },
                     *       "source": {
                     *         "display": "本单位原始记录",
                     *         "kind": "own_record",
                     *         "reference": ""
                     *       },
                     *       "summary": "大家联系班组实际，谈了看法。",
                     *       "tags": [
                     *         "党小组会"
                     *       ],
                     *       "title": "第三党小组讨论标准作业",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "https://dj.example.cn/api/v1/units/12",
                     *         "id": 12,
                     *         "title": "总装党支部"
                     *       },
                     *       "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
                     *       "withheld": [
                     *         "absentees"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecordDetail"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description It was published and taken down since; said to those only who could read it. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "已撤回",
                     *       "errors": [],
                     *       "status": 410,
                     *       "title": "已撤回",
                     *       "type": "urn:hongban:problem:withdrawn"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    correctRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the record. */
                record: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "更正：实到人数应为7人，核对签到表后修改。"
                 *     }
                 */
                "application/json": components["schemas"]["CorrectionNote"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "also_counts": [],
                     *       "attachments": [],
                     *       "body": [
                     *         {
                     *           "id": "7190de04",
                     *           "type": "rich_text",
                     *           "value": "<p>每件省下八秒。</p>"
                     *         }
                     *       ],
                     *       "confidentiality": "non_classified",
                     *       "contains_personal_data": false,
                     *       "correction_note": "",
                     *       "evidence": [],
                     *       "fields": {
                     *         "chair": {
                     *           "id": 452,
                     *           "title": "朱道林"
                     *         },
                     *         "expected": 8,
                     *         "meeting_type": "group"
                     *       },
                     *       "hints": [
                     *         {
                     *           "field": "title",
                     *           "message": "标题与同月的另一条记录相同。"
                     *         }
                     *       ],
                     *       "href": "https://dj.example.cn/api/v1/drafts/311",
                     *       "id": 311,
                     *       "lacking": [
                     *         {
                     *           "field": "fields.present",
                     *           "message": "“实到人数”必须填写。"
                     *         }
                     *       ],
                     *       "module": "three_meetings_one_lesson",
                     *       "occurred_on": "2026-03-05",
                     *       "period": "2026-03",
                     *       "revision": "702-9b1c4f0e2a7d6653",
                     *       "saved_at": "2026-03-06T08:58:11+08:00",
                     *       "scope": "employees",
                     *       "section": {
                     *         "href": "https://dj.example.cn/api/v1/sections/40",
                     *         "id": 40,
                     *         "module": "three_meetings_one_lesson",
                     *         "title": "三会一课"
                     *       },
                     *       "source_kind": "own_record",
                     *       "source_ref": "",
                     *       "status": {
                     *         "due": "2026-03-10",
                     *         "headline": "审核中：一审一校",
                     *         "next": "等待郑卫东审核，通过后到二审二校。",
                     *         "returned": null,
                     *         "since": "2026-03-06T09:00:00+08:00",
                     *         "state": "review",
                     *         "steps": [
                     *           {
                     *             "name": "报送",
                     *             "state": "done",
                     *             "when": "2026-03-06T09:00:00+08:00",
                     *             "who": "余光辉"
                     *           },
                     *           {
                     *             "name": "一审一校",
                     *             "state": "now",
                     *             "when": null,
                     *             "who": "郑卫东"
                     *           }
                     *         ]
                     *       },
                     *       "summary": "大家联系班组实际，谈了看法。",
                     *       "tags": [
                     *         "党小组会"
                     *       ],
                     *       "title": "第三党小组讨论标准作业",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "https://dj.example.cn/api/v1/units/12",
                     *         "id": 12,
                     *         "title": "总装党支部"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description The body is no JSON, or cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求有误",
                     *       "errors": [],
                     *       "status": 400,
                     *       "title": "请求有误",
                     *       "type": "urn:hongban:problem:invalid-request"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    withdrawRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the record. */
                record: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "事实有误，核实后重新报送。"
                 *     }
                 */
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 311,
                     *       "withdrawn_at": "2026-03-12T16:20:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["Withdrawn"];
                };
            };
            /** @description The body is no JSON, or cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求有误",
                     *       "errors": [],
                     *       "status": 400,
                     *       "title": "请求有误",
                     *       "type": "urn:hongban:problem:invalid-request"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listReviews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "claimed_by": "",
                     *           "due": "2026-03-10",
                     *           "href": "https://dj.example.cn/api/v1/reviews/95",
                     *           "id": 311,
                     *           "module": "three_meetings_one_lesson",
                     *           "overdue": false,
                     *           "since": "2026-03-06T09:00:00+08:00",
                     *           "stage": "first",
                     *           "stage_display": "一审一校",
                     *           "task": 95,
                     *           "title": "第三党小组讨论标准作业",
                     *           "unit": {
                     *             "code": "zongzhuang",
                     *             "href": "https://dj.example.cn/api/v1/units/12",
                     *             "id": 12,
                     *             "title": "总装党支部"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ReviewList"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `task` of the review. */
                task: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "claimed_by": "",
                     *       "draft": {
                     *         "attachments": [],
                     *         "body": [
                     *           {
                     *             "id": "7190de04",
                     *             "type": "rich_text",
                     *             "value": "<p>每件省下八秒。</p>"
                     *           }
                     *         ],
                     *         "card": {
                     *           "lines": [
                     *             "党小组会",
                     *             "应到8人，实到6人"
                     *           ],
                     *           "summary": "大家联系班组实际，谈了看法。"
                     *         },
                     *         "drafter": {
                     *           "id": 450,
                     *           "title": "余光辉"
                     *         },
                     *         "evidence": [],
                     *         "fields": [
                     *           {
                     *             "display": "党小组会",
                     *             "label": "会议类型",
                     *             "name": "meeting_type",
                     *             "type": "choice",
                     *             "value": "group"
                     *           },
                     *           {
                     *             "display": "8",
                     *             "label": "应到人数",
                     *             "name": "expected",
                     *             "type": "integer",
                     *             "value": 8
                     *           }
                     *         ],
                     *         "first_published_at": "2026-03-09T09:02:11+08:00",
                     *         "href": "https://dj.example.cn/api/v1/records/311",
                     *         "id": 311,
                     *         "last_published_at": "2026-03-09T09:02:11+08:00",
                     *         "module": "three_meetings_one_lesson",
                     *         "occurred_on": "2026-03-05",
                     *         "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
                     *         "period": "2026-03",
                     *         "review": [
                     *           {
                     *             "decided_at": "2026-03-09T09:02+08:00",
                     *             "display": "三审三校签发",
                     *             "reviewer": "杨世杰",
                     *             "role": "党委签发人",
                     *             "stage": "final"
                     *           }
                     *         ],
                     *         "scope": "employees",
                     *         "scope_display": "全体员工",
                     *         "section": {
                     *           "href": "https://dj.example.cn/api/v1/sections/40",
                     *           "id": 40,
                     *           "module": "three_meetings_one_lesson",
                     *           "title": "三会一课"
                     *         },
                     *         "source": {
                     *           "display": "本单位原始记录",
                     *           "kind": "own_record",
                     *           "reference": ""
                     *         },
                     *         "summary": "大家联系班组实际，谈了看法。",
                     *         "tags": [
                     *           "党小组会"
                     *         ],
                     *         "title": "第三党小组讨论标准作业",
                     *         "unit": {
                     *           "code": "zongzhuang",
                     *           "href": "https://dj.example.cn/api/v1/units/12",
                     *           "id": 12,
                     *           "title": "总装党支部"
                     *         },
                     *         "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
                     *         "withheld": [
                     *           "absentees"
                     *         ]
                     *       },
                     *       "due": "2026-03-10",
                     *       "form": [
                     *         {
                     *           "axis": "truth",
                     *           "item": "fact_happened",
                     *           "label": "事实确已发生，时间地点人物与原始记录一致",
                     *           "veto": true
                     *         }
                     *       ],
                     *       "found": [
                     *         {
                     *           "answer": "",
                     *           "axis": "truth",
                     *           "check": "weekday",
                     *           "field": "occurred_on",
                     *           "id": 12,
                     *           "message": "发生日期是星期日，请核对。",
                     *           "must_answer": true,
                     *           "quote": "2026-03-08",
                     *           "reason": ""
                     *         }
                     *       ],
                     *       "href": "https://dj.example.cn/api/v1/reviews/95",
                     *       "id": 311,
                     *       "module": "three_meetings_one_lesson",
                     *       "overdue": false,
                     *       "preview_url": "https://dj.example.cn/preview/WzMxMSwiNzAyIl0:1tZ:k2/",
                     *       "reasons": [
                     *         {
                     *           "label": "事实不清",
                     *           "value": "facts_unclear"
                     *         }
                     *       ],
                     *       "returns": [],
                     *       "scopes": [
                     *         {
                     *           "label": "全体党员",
                     *           "value": "members"
                     *         }
                     *       ],
                     *       "since": "2026-03-06T09:00:00+08:00",
                     *       "stage": "first",
                     *       "stage_display": "一审一校",
                     *       "task": 95,
                     *       "title": "第三党小组讨论标准作业",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "https://dj.example.cn/api/v1/units/12",
                     *         "id": 12,
                     *         "title": "总装党支部"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ReviewSheet"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    claimReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `task` of the review. */
                task: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "claimed_by": "",
                     *       "mine": true,
                     *       "since": "2026-03-06T10:00:00+08:00"
                     *     }
                     */
                    "application/json": components["schemas"]["Claimed"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    decideReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `task` of the review. */
                task: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "answers": {
                 *         "numbers_reconcile": {
                 *           "answer": "no",
                 *           "note": "签到表7人"
                 *         }
                 *       },
                 *       "decision": "return",
                 *       "found": {
                 *         "12": {
                 *           "answer": "dismiss",
                 *           "reason": "当日加班，已对照排班表"
                 *         }
                 *       },
                 *       "opinion": "实到人数与签到表不符，请核对。",
                 *       "reasons": [
                 *         "numbers_differ"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Decision"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "href": "https://dj.example.cn/api/v1/drafts/311",
                     *       "id": 311,
                     *       "status": {
                     *         "due": "2026-03-10",
                     *         "headline": "审核中：一审一校",
                     *         "next": "等待郑卫东审核，通过后到二审二校。",
                     *         "returned": null,
                     *         "since": "2026-03-06T09:00:00+08:00",
                     *         "state": "review",
                     *         "steps": [
                     *           {
                     *             "name": "报送",
                     *             "state": "done",
                     *             "when": "2026-03-06T09:00:00+08:00",
                     *             "who": "余光辉"
                     *           },
                     *           {
                     *             "name": "一审一校",
                     *             "state": "now",
                     *             "when": null,
                     *             "who": "郑卫东"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Submitted"];
                };
            };
            /** @description The body is no JSON, or cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求有误",
                     *       "errors": [],
                     *       "status": 400,
                     *       "title": "请求有误",
                     *       "type": "urn:hongban:problem:invalid-request"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description Words, in Chinese or not; at most 200 characters. */
                q: string;
                /** @description Of this unit (id or code). */
                unit?: string;
                /** @description Of this module, by label. */
                module?: string;
                /** @description Facts of this day and later. */
                since?: string;
                /** @description Facts of this day and earlier. */
                until?: string;
                /** @description Of the modules of this board. */
                board?: string;
                /** @description Facts of this year. */
                year?: number | null;
                /** @description With this tag. */
                tag?: string;
                /** @description Guides on this topic, by its label. */
                topic?: string;
                /** @description Documents of this kind, by its label. */
                kind?: string;
                /** @description Rules that are, or are no longer, in force. */
                validity?: "" | "in_force" | "lapsed";
                /** @description The best first, or the newest fact. */
                sort?: "relevance" | "newest";
                /** @description Whether to count what the results can be narrowed by. */
                facets?: boolean;
                limit?: number;
                /** @description `page` × `limit` is at most 1000. */
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "complete": 1,
                     *       "facets": [],
                     *       "page": 1,
                     *       "pages": 1,
                     *       "relaxed": false,
                     *       "results": [
                     *         {
                     *           "external_id": "",
                     *           "href": "http://127.0.0.1:8000/api/v1/records/41",
                     *           "id": 41,
                     *           "kind": "record",
                     *           "lapsed": false,
                     *           "module": "three_meetings_one_lesson",
                     *           "module_name": "三会一课",
                     *           "occurred_on": "2026-09-18",
                     *           "passages": [
                     *             "会议听取了<mark>党费</mark>收缴情况的通报…"
                     *           ],
                     *           "path": "/zongzhuang/three-meetings-one-lesson/20260918-dang-yuan-da-hui/",
                     *           "places": [
                     *             {
                     *               "html": "会议听取了<mark>党费</mark>收缴情况的通报…",
                     *               "label": "二、收缴情况",
                     *               "url": "http://127.0.0.1:8000/zongzhuang/three-meetings-one-lesson/20260918-dang-yuan-da-hui/#t-%E4%BA%8C%E6%94%B6%E7%BC%B4%E6%83%85%E5%86%B5"
                     *             }
                     *           ],
                     *           "recommended": false,
                     *           "score": 21.4,
                     *           "title": "总装党支部召开三季度党员大会",
                     *           "title_html": "总装党支部召开三季度<mark>党员大会</mark>",
                     *           "unit": {
                     *             "code": "zongzhuang",
                     *             "href": "http://127.0.0.1:8000/api/v1/units/4",
                     *             "id": 4,
                     *             "title": "总装党支部"
                     *           },
                     *           "url": "http://127.0.0.1:8000/zongzhuang/three-meetings-one-lesson/20260918-dang-yuan-da-hui/"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["SearchResults"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The search engine does not answer; ask again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "since：日期写作 2026-03-05。",
                     *       "errors": [
                     *         {
                     *           "field": "since",
                     *           "message": "日期写作 2026-03-05。"
                     *         }
                     *       ],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    suggest: {
        parameters: {
            query: {
                /** @description What was typed so far; nothing is suggested beyond 40 characters. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "suggestions": [
                     *         {
                     *           "html": "<mark>党费</mark>收缴",
                     *           "kind": "term",
                     *           "text": "党费收缴",
                     *           "url": ""
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SearchSuggestions"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The search engine does not answer; ask again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "since：日期写作 2026-03-05。",
                     *       "errors": [
                     *         {
                     *           "field": "since",
                     *           "message": "日期写作 2026-03-05。"
                     *         }
                     *       ],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listSections: {
        parameters: {
            query?: {
                /** @description Of this unit (id or code). */
                unit?: string;
                /** @description Of this module, by label. */
                module?: string;
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "board": "focus",
                     *           "href": "https://dj.example.cn/api/v1/sections/40",
                     *           "id": 40,
                     *           "module": "three_meetings_one_lesson",
                     *           "path": "/zongzhuang/three-meetings-one-lesson/",
                     *           "records_href": "https://dj.example.cn/api/v1/records?section=40",
                     *           "state": "counted",
                     *           "state_display": "计入",
                     *           "title": "三会一课",
                     *           "unit": {
                     *             "code": "zongzhuang",
                     *             "href": "https://dj.example.cn/api/v1/units/12",
                     *             "id": 12,
                     *             "title": "总装党支部"
                     *           },
                     *           "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/"
                     *         }
                     *       ],
                     *       "next": null,
                     *       "next_href": null
                     *     }
                     */
                    "application/json": components["schemas"]["SectionList"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getSection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the section. */
                section: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "board": "focus",
                     *       "href": "https://dj.example.cn/api/v1/sections/40",
                     *       "id": 40,
                     *       "module": "three_meetings_one_lesson",
                     *       "path": "/zongzhuang/three-meetings-one-lesson/",
                     *       "records_href": "https://dj.example.cn/api/v1/records?section=40",
                     *       "state": "counted",
                     *       "state_display": "计入",
                     *       "title": "三会一课",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "https://dj.example.cn/api/v1/units/12",
                     *         "id": 12,
                     *         "title": "总装党支部"
                     *       },
                     *       "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/"
                     *     }
                     */
                    "application/json": components["schemas"]["SectionItem"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getSectionAtom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the section. */
                section: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><title>总装党支部 · 三会一课</title></feed> */
                    "application/atom+xml": string;
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getSectionFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the section. */
                section: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "feed_url": "https://dj.example.cn/api/v1/sections/40/feed.json",
                     *       "home_page_url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/",
                     *       "items": [
                     *         {
                     *           "content_text": "大家联系班组实际，谈了看法。",
                     *           "date_modified": "2026-03-09T09:02:11+08:00",
                     *           "date_published": "2026-03-09T09:02:11+08:00",
                     *           "id": "https://dj.example.cn/api/v1/records/311",
                     *           "title": "第三党小组讨论标准作业",
                     *           "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/"
                     *         }
                     *       ],
                     *       "language": "zh-CN",
                     *       "title": "总装党支部 · 三会一课",
                     *       "version": "https://jsonfeed.org/version/1.1"
                     *     }
                     */
                    "application/feed+json": components["schemas"]["Feed"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getTaxonomy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "boards": [
                     *         {
                     *           "label": "管理重点",
                     *           "value": "focus"
                     *         }
                     *       ],
                     *       "modules": [
                     *         {
                     *           "board": "focus",
                     *           "label": "三会一课",
                     *           "records_href": "https://dj.example.cn/api/v1/records?module=three_meetings_one_lesson",
                     *           "value": "three_meetings_one_lesson"
                     *         }
                     *       ],
                     *       "roles": [
                     *         {
                     *           "label": "信息员",
                     *           "value": "drafter"
                     *         }
                     *       ],
                     *       "scopes": [
                     *         {
                     *           "label": "全体员工",
                     *           "value": "employees"
                     *         }
                     *       ],
                     *       "tags": [
                     *         {
                     *           "count": 12,
                     *           "records_href": "https://dj.example.cn/api/v1/records?tag=%E5%85%9A%E5%B0%8F%E7%BB%84%E4%BC%9A",
                     *           "value": "党小组会"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Taxonomy"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listUnits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "board_href": "https://dj.example.cn/api/v1/units/12/board",
                     *           "code": "zongzhuang",
                     *           "committee": 3,
                     *           "href": "https://dj.example.cn/api/v1/units/12",
                     *           "id": 12,
                     *           "kind": "branch",
                     *           "kind_display": "党支部",
                     *           "parent": 3,
                     *           "path": "/zongzhuang/",
                     *           "plant": "总装厂",
                     *           "practice": false,
                     *           "records_href": "https://dj.example.cn/api/v1/records?unit=12",
                     *           "sections_href": "https://dj.example.cn/api/v1/sections?unit=12",
                     *           "site": "江北厂区",
                     *           "title": "总装党支部",
                     *           "url": "https://dj.example.cn/zongzhuang/"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UnitList"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getUnit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "board_href": "https://dj.example.cn/api/v1/units/12/board",
                     *       "code": "zongzhuang",
                     *       "committee": 3,
                     *       "home": {
                     *         "body": [
                     *           {
                     *             "id": "639473f6",
                     *             "type": "rich_text",
                     *             "value": "<p>支部有党员三十二人。</p>"
                     *           },
                     *           {
                     *             "href": "https://dj.example.cn/api/v1/units/12/board",
                     *             "id": "53c8981d",
                     *             "type": "board",
                     *             "value": {
                     *               "board": ""
                     *             }
                     *           }
                     *         ],
                     *         "first_published_at": "2026-01-05T09:15:00+08:00",
                     *         "last_published_at": "2026-01-05T09:15:00+08:00",
                     *         "review": [
                     *           {
                     *             "decided_at": "2026-03-09T09:02+08:00",
                     *             "display": "三审三校签发",
                     *             "reviewer": "杨世杰",
                     *             "role": "党委签发人",
                     *             "stage": "final"
                     *           }
                     *         ],
                     *         "title": "总装党支部"
                     *       },
                     *       "href": "https://dj.example.cn/api/v1/units/12",
                     *       "id": 12,
                     *       "kind": "branch",
                     *       "kind_display": "党支部",
                     *       "parent": 3,
                     *       "path": "/zongzhuang/",
                     *       "plant": "总装厂",
                     *       "practice": false,
                     *       "records_href": "https://dj.example.cn/api/v1/records?unit=12",
                     *       "sections_href": "https://dj.example.cn/api/v1/sections?unit=12",
                     *       "site": "江北厂区",
                     *       "title": "总装党支部",
                     *       "url": "https://dj.example.cn/zongzhuang/"
                     *     }
                     */
                    "application/json": components["schemas"]["UnitDetail"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getBoard: {
        parameters: {
            query?: {
                /** @description So many newest records on each tile. */
                latest?: number;
            };
            header?: never;
            path: {
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "boards": [
                     *         {
                     *           "board": "focus",
                     *           "label": "管理重点",
                     *           "tiles": [
                     *             {
                     *               "count": 36,
                     *               "due": {
                     *                 "due_on": "2026-03-31",
                     *                 "sign": "△",
                     *                 "state": "due_soon",
                     *                 "words": "3月31日前应更新"
                     *               },
                     *               "href": "https://dj.example.cn/api/v1/sections/40",
                     *               "icon": "group",
                     *               "latest": [
                     *                 {
                     *                   "card": {
                     *                     "lines": [
                     *                       "党小组会",
                     *                       "应到8人，实到6人"
                     *                     ],
                     *                     "summary": "大家联系班组实际，谈了看法。"
                     *                   },
                     *                   "first_published_at": "2026-03-09T09:02:11+08:00",
                     *                   "href": "https://dj.example.cn/api/v1/records/311",
                     *                   "id": 311,
                     *                   "last_published_at": "2026-03-09T09:02:11+08:00",
                     *                   "module": "three_meetings_one_lesson",
                     *                   "occurred_on": "2026-03-05",
                     *                   "path": "/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/",
                     *                   "period": "2026-03",
                     *                   "scope": "employees",
                     *                   "scope_display": "全体员工",
                     *                   "section": {
                     *                     "href": "https://dj.example.cn/api/v1/sections/40",
                     *                     "id": 40,
                     *                     "module": "three_meetings_one_lesson",
                     *                     "title": "三会一课"
                     *                   },
                     *                   "title": "第三党小组讨论标准作业",
                     *                   "unit": {
                     *                     "code": "zongzhuang",
                     *                     "href": "https://dj.example.cn/api/v1/units/12",
                     *                     "id": 12,
                     *                     "title": "总装党支部"
                     *                   },
                     *                   "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/"
                     *                 }
                     *               ],
                     *               "module": "three_meetings_one_lesson",
                     *               "newest": "2026-03-05",
                     *               "path": "/zongzhuang/three-meetings-one-lesson/",
                     *               "records_href": "https://dj.example.cn/api/v1/records?section=40",
                     *               "section": 40,
                     *               "state": "counted",
                     *               "state_display": "计入",
                     *               "title": "三会一课",
                     *               "updated_at": "2026-03-09T09:02:11+08:00",
                     *               "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "due_counts": {
                     *         "blank": 0,
                     *         "due_soon": 1,
                     *         "fresh": 0,
                     *         "late": 0,
                     *         "nil": 0
                     *       },
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "https://dj.example.cn/api/v1/units/12",
                     *         "id": 12,
                     *         "title": "总装党支部"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["UnitBoards"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getDues: {
        parameters: {
            query?: {
                /** @description Periods that end in this month, quarter, half-year or year; without it the quarter. */
                period?: string;
                /** @description As it stood at the end of this day; without it today. */
                as_of?: string;
            };
            header?: never;
            path: {
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "as_of": "2026-04-02",
                     *       "figures": {
                     *         "complete": "11.4",
                     *         "due": {
                     *           "count": 35,
                     *           "hidden": 1,
                     *           "records": [
                     *             41,
                     *             57
                     *           ]
                     *         },
                     *         "late": {
                     *           "count": 2,
                     *           "hidden": 0,
                     *           "records": []
                     *         },
                     *         "nil": {
                     *           "count": 1,
                     *           "hidden": 0,
                     *           "records": []
                     *         },
                     *         "on_time": {
                     *           "count": 3,
                     *           "hidden": 1,
                     *           "records": [
                     *             41
                     *           ]
                     *         },
                     *         "on_time_rate": "8.6",
                     *         "satisfied": {
                     *           "count": 4,
                     *           "hidden": 1,
                     *           "records": [
                     *             41,
                     *             57
                     *           ]
                     *         },
                     *         "waiting": {
                     *           "count": 1,
                     *           "hidden": 0,
                     *           "records": []
                     *         }
                     *       },
                     *       "items": [
                     *         {
                     *           "due_on": "2026-03-17",
                     *           "hidden": 0,
                     *           "kind": "statutory",
                     *           "label": "三会一课 · 党员大会",
                     *           "module": "three_meetings_one_lesson",
                     *           "number": 1,
                     *           "period": "2026Q1",
                     *           "records": [
                     *             41
                     *           ],
                     *           "rule": "制度规定：《中国共产党支部工作条例(试行)》第11–14、16条；会后7日内上传",
                     *           "state": "on_time",
                     *           "state_display": "按时",
                     *           "submitted_on": "2026-03-12",
                     *           "target": "three_meetings_one_lesson:meeting_type=members",
                     *           "waiting_since": null
                     *         }
                     *       ],
                     *       "period": "2026Q1",
                     *       "since": "2026-01-01",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "http://127.0.0.1:8000/api/v1/units/4",
                     *         "id": 4,
                     *         "title": "总装党支部"
                     *       },
                     *       "until": "2026-03-31"
                     *     }
                     */
                    "application/json": components["schemas"]["DuesOfUnit"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getUnitAtom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><title>总装党支部 · 三会一课</title></feed> */
                    "application/atom+xml": string;
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getUnitFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "feed_url": "https://dj.example.cn/api/v1/sections/40/feed.json",
                     *       "home_page_url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/",
                     *       "items": [
                     *         {
                     *           "content_text": "大家联系班组实际，谈了看法。",
                     *           "date_modified": "2026-03-09T09:02:11+08:00",
                     *           "date_published": "2026-03-09T09:02:11+08:00",
                     *           "id": "https://dj.example.cn/api/v1/records/311",
                     *           "title": "第三党小组讨论标准作业",
                     *           "url": "https://dj.example.cn/zongzhuang/three-meetings-one-lesson/20260305-di-san-dang-xiao-zu/"
                     *         }
                     *       ],
                     *       "language": "zh-CN",
                     *       "title": "总装党支部 · 三会一课",
                     *       "version": "https://jsonfeed.org/version/1.1"
                     *     }
                     */
                    "application/feed+json": components["schemas"]["Feed"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    createNilReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "period": "2026Q1",
                 *       "reason": "本季度由党委统一组织，支部没有另行安排。",
                 *       "target": "clean_governance"
                 *     }
                 */
                "application/json": components["schemas"]["NewNil"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "confirmed_at": null,
                     *       "ended_at": null,
                     *       "id": 3,
                     *       "module": "clean_governance",
                     *       "period": "2026Q1",
                     *       "reason": "本季度廉洁教育由党委统一组织，支部没有另行安排。",
                     *       "state": "waiting",
                     *       "stated_at": "2026-04-02T09:10:00+08:00",
                     *       "target": "clean_governance",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "http://127.0.0.1:8000/api/v1/units/4",
                     *         "id": 4,
                     *         "title": "总装党支部"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NilOut"];
                };
            };
            /** @description The body is no JSON, or cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求有误",
                     *       "errors": [],
                     *       "status": 400,
                     *       "title": "请求有误",
                     *       "type": "urn:hongban:problem:invalid-request"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    confirmNilReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit: string;
                /** @description Id of the nil return. */
                nil_return: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "confirmed_at": null,
                     *       "ended_at": null,
                     *       "id": 3,
                     *       "module": "clean_governance",
                     *       "period": "2026Q1",
                     *       "reason": "本季度廉洁教育由党委统一组织，支部没有另行安排。",
                     *       "state": "waiting",
                     *       "stated_at": "2026-04-02T09:10:00+08:00",
                     *       "target": "clean_governance",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "http://127.0.0.1:8000/api/v1/units/4",
                     *         "id": 4,
                     *         "title": "总装党支部"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NilOut"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    takeBackNilReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit: string;
                /** @description Id of the nil return. */
                nil_return: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "confirmed_at": null,
                     *       "ended_at": null,
                     *       "id": 3,
                     *       "module": "clean_governance",
                     *       "period": "2026Q1",
                     *       "reason": "本季度廉洁教育由党委统一组织，支部没有另行安排。",
                     *       "state": "waiting",
                     *       "stated_at": "2026-04-02T09:10:00+08:00",
                     *       "target": "clean_governance",
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "http://127.0.0.1:8000/api/v1/units/4",
                     *         "id": 4,
                     *         "title": "总装党支部"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NilOut"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The credentials were not made for this, or it may not be done now; `detail` says why. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "无权操作",
                     *       "errors": [],
                     *       "status": 403,
                     *       "title": "无权操作",
                     *       "type": "urn:hongban:problem:forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    getObjectives: {
        parameters: {
            query?: {
                /** @description This year without it. */
                year?: number | null;
            };
            header?: never;
            path: {
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "months": [
                     *         {
                     *           "lacking": [],
                     *           "month": 9,
                     *           "state": "closed",
                     *           "state_display": "已关闭"
                     *         }
                     *       ],
                     *       "objectives": [
                     *         {
                     *           "aggregation": "sum",
                     *           "code": "ZZ-04",
                     *           "countermeasures": 1,
                     *           "direction": "lower",
                     *           "href": "http://127.0.0.1:8000/api/v1/records/41",
                     *           "id": 41,
                     *           "indicator": "磕碰伤件数",
                     *           "late": [],
                     *           "months": [
                     *             {
                     *               "actual": "13",
                     *               "late": false,
                     *               "month": 9,
                     *               "must": "12",
                     *               "reason": "换批次后磕碰伤集中出现。",
                     *               "records": [
                     *                 41,
                     *                 57
                     *               ],
                     *               "records_hidden": 0,
                     *               "status": "red",
                     *               "status_display": "未达必达目标",
                     *               "stretch": "9"
                     *             }
                     *           ],
                     *           "must_target": "144",
                     *           "must_target_high": null,
                     *           "objective": "减少磕碰伤损失",
                     *           "parent": 12,
                     *           "red_since": 9,
                     *           "stretch_target": "108",
                     *           "stretch_target_high": null,
                     *           "target_changes": [],
                     *           "title": "减少磕碰伤损失（2026年）",
                     *           "unit_of_measure": "件",
                     *           "url": "http://127.0.0.1:8000/objectives/zongzhuang/41/",
                     *           "weight": "20.0",
                     *           "year_to_date": {
                     *             "gap": "-16",
                     *             "must": "120",
                     *             "records": [
                     *               41
                     *             ],
                     *             "score": "90.67",
                     *             "status": "green",
                     *             "status_display": "达到必达目标",
                     *             "stretch": "90",
                     *             "value": "104"
                     *           }
                     *         }
                     *       ],
                     *       "score": {
                     *         "may_be_excellent": true,
                     *         "records": [
                     *           41
                     *         ],
                     *         "short": [],
                     *         "value": "89.96",
                     *         "weight": "100.0"
                     *       },
                     *       "unit": {
                     *         "code": "zongzhuang",
                     *         "href": "http://127.0.0.1:8000/api/v1/units/4",
                     *         "id": 4,
                     *         "title": "总装党支部"
                     *       },
                     *       "year": 2026
                     *     }
                     */
                    "application/json": components["schemas"]["Objectives"];
                };
            };
            /** @description The credentials are no good (any more). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "登录凭据无效",
                     *       "errors": [],
                     *       "status": 401,
                     *       "title": "登录凭据无效",
                     *       "type": "urn:hongban:problem:unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such thing, or the reader may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "没有找到",
                     *       "errors": [],
                     *       "status": 404,
                     *       "title": "没有找到",
                     *       "type": "urn:hongban:problem:not-found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A parameter or field is unknown, missing or wrong; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "参数有误",
                     *       "errors": [],
                     *       "status": 422,
                     *       "title": "参数有误",
                     *       "type": "urn:hongban:problem:invalid-parameters"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many requests in this minute: wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "请求过于频繁",
                     *       "errors": [],
                     *       "status": 429,
                     *       "title": "请求过于频繁",
                     *       "type": "urn:hongban:problem:too-many-requests"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The server failed; it has been logged. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "服务器出错",
                     *       "errors": [],
                     *       "status": 500,
                     *       "title": "服务器出错",
                     *       "type": "urn:hongban:problem:internal-error"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
}
