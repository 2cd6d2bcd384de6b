// Generated from docs/openapi.json by `npm run api`.

export interface paths {
    "/api/account/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens an account; a mail confirms it. */
        post: operations["Register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms the address by the code of the mail. */
        post: operations["ConfirmEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends the confirmation mail again. */
        post: operations["ResendMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a mail to choose a new password. */
        post: operations["ForgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Chooses a new password by the code of the mail. */
        post: operations["ResetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: operations["Me"];
        /** Changes language, time zone, and the acknowledged notice. */
        put: operations["ChangeMe"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes the password; all others are signed out. */
        post: operations["ChangePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is kept of the person: an archive with each table as JSON and as CSV. */
        get: operations["ExportAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes the account and what is personal in it. */
        post: operations["DeleteAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The passkeys of the person. */
        get: operations["PasskeysList"];
        put?: never;
        /** Adds a passkey. */
        post: operations["PasskeysAdd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a browser needs to make a passkey. */
        post: operations["PasskeysCreationOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/passkeys/{passkey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a passkey. */
        delete: operations["PasskeysRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/authenticator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new key for an authenticator app; in force once confirmed. */
        post: operations["AuthenticatorBegin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/authenticator/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turns codes on; gives recovery codes, once. */
        post: operations["AuthenticatorConfirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/authenticator/off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turns codes off. */
        post: operations["AuthenticatorOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in with e-mail and password. */
        post: operations["SignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The second step: the code of the authenticator app, or a recovery code. */
        post: operations["SignInWithCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a browser needs to sign in with a passkey. */
        post: operations["PasskeysRequestOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in with a passkey. */
        post: operations["PasskeysSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs out here. */
        post: operations["SignOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/out-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs out everywhere, this browser too. */
        post: operations["SignOutEverywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Makes a person an operator, or takes that away and signs the person out everywhere. */
        put: operations["ChangeOperator"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people with an account, newest first; all, or those whose address has a text in it. */
        get: operations["ReadPeopleList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A person with an account. */
        get: operations["ReadPeopleOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What operators did, newest first. */
        get: operations["ReadActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions that can be opened, by purchase. */
        get: operations["ReadCredits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credits/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Each credit and token that came and went, newest first. */
        get: operations["ReadStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credits/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives credits to a person, with a reason. */
        post: operations["GrantCredits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/people/{person}/credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions a person can open, by purchase. */
        get: operations["ReadCreditsOfPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/people/{person}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Each credit and token of a person that came and went, newest first. */
        get: operations["ReadStatementOf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The purchases of all, or of a person, or in a state; newest first. */
        get: operations["ReadSales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/purchases/{purchase}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the unused sessions of a purchase back for money, with a reason. */
        post: operations["RefundSale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was given back, newest first. */
        get: operations["ReadRefunds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The events of Stripe as they came, newest first. */
        get: operations["ReadInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/events/{stripeEvent}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has an event handled again. */
        post: operations["RedeliverEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/money": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the accounts of money have. */
        get: operations["ReadMoney"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/economics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each pack earns and costs, per session too. */
        get: operations["ReadEconomics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is sold, and what a buyer agrees to. */
        get: operations["ReadPacks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The purchases of the signed-in person, newest first. */
        get: operations["ReadPurchasesList"];
        put?: never;
        /** Begins a purchase: the address of its pay page. */
        post: operations["BuyPack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/purchases/{purchase}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A purchase. */
        get: operations["ReadPurchasesOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/purchases/{purchase}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks at once whether a purchase is paid; by its id or by that of its pay page. */
        post: operations["CheckPurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/purchases/{purchase}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the unused sessions of a purchase back for money. */
        post: operations["RefundPurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws from a purchase without signing in. */
        post: operations["WithdrawPurchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stripe/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signed events of Stripe. */
        post: operations["ReceiveStripeEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/markets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All markets: price, phase, bias, age and source. */
        get: operations["ListMarkets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/markets/{symbol}/chart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A market on one timeframe with everything found on it, as it was known at one close. */
        get: operations["ReadChart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/markets/{symbol}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the engine says of a market at one close, with the evidence of each number. */
        get: operations["ReadReading"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/markets/{symbol}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened after each setup of a market, counted on the candles that had closed. */
        get: operations["ReadMarketEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backtests/library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The strategies that come with the program, with their rules. */
        get: operations["ReadLibrary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backtests/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The JSON schema of rules. */
        get: operations["ReadLibrarySchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backtests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The backtests and sweeps of the signed-in person, newest first. */
        get: operations["ReadBacktestsList"];
        put?: never;
        /** Starts a backtest, or with a grid a sweep. */
        post: operations["StartBacktest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backtests/{backtest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A backtest or sweep: state, progress, result. */
        get: operations["ReadBacktestsOne"];
        put?: never;
        post?: never;
        /** Deletes a backtest with its result. */
        delete: operations["DeleteBacktest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backtests/{backtest}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a backtest that waits or runs. */
        post: operations["CancelBacktest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/track-record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hits and misses of every scenario that was shown, and where the chain ends. */
        get: operations["ReadTrackRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/track-record/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Each scenario that was shown with its grade and hashes, newest first. */
        get: operations["ReadEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sessions of the signed-in person, newest first; all, or those that are looked for. */
        get: operations["ListSessions"];
        put?: never;
        /** Spends one credit on a session about a symbol. */
        post: operations["OpenSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A session with its turns. */
        get: operations["ReadSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{session}/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions that fit the state of the market. */
        get: operations["SuggestQuestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{session}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the numbers of the answers stand on. */
        get: operations["ReadEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{session}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a session; it stays readable. */
        post: operations["CloseSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{session}/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks the analyst. */
        post: operations["AskTurn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/turns/{turn}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A question and its answer. */
        get: operations["ReadTurn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/turns/{turn}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answer as it is written (text/event-stream). */
        get: operations["StreamTurn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/turns/{turn}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops an answer; what was shown is charged. */
        post: operations["StopTurn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/turns/{turn}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says whether an answer was good. */
        post: operations["GiveFeedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last audit of the ledger. */
        get: operations["ReadStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health, markets, jobs, mails that wait or were given up, and the last audit. */
        get: operations["ReadOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs; asks nothing else. */
        get: operations["HealthLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server can do its work, and what is degraded. */
        get: operations["HealthReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/security.txt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom to tell about a weakness; not found where no contact is configured. */
        get: operations["SecurityTextRead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/antiforgery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The token that each change has to carry as X-XSRF-TOKEN. */
        get: operations["Antiforgery"];
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
        /** @enum {unknown} */
        Abstention: "none" | "notEnoughHistory" | "noSkill" | "noSide";
        AddressRequest: {
            email: string;
        };
        AntiforgeryAnswer: {
            token: string;
        };
        AskTurnAnswer: {
            id: string;
            session: string;
            question: string;
            /** Format: date-time */
            created: string;
            events: string;
        };
        AskTurnRequest: {
            question: string;
            model?: null | string;
            /** @default false */
            short: boolean;
            replaces?: null | string;
        };
        AuditViolation: {
            name: string;
            /** Format: int64 */
            count: number;
            samples: string[];
        };
        AuthenticatorBegun: {
            key: string;
            address: string;
            picture: string;
        };
        AuthenticatorCodeRequest: {
            code: string;
        };
        AuthenticatorConfirmed: {
            recoveryCodes: string[];
        };
        AuthenticatorPasswordRequest: {
            password: string;
        };
        BacktestAnswer: {
            backtest: components["schemas"]["BacktestItem"];
            strategy: components["schemas"]["JsonElement"];
            parameters?: null | {
                [key: string]: number;
            };
            grid?: null | {
                [key: string]: number[];
            };
            assumptions: components["schemas"]["BacktestAssumptions"];
            notice: components["schemas"]["ProblemBoth"];
            result: null | components["schemas"]["BacktestResult"];
            sweep: null | components["schemas"]["SweepAnswer"];
        };
        BacktestAssumptions: {
            /** Format: double */
            initialEquity: number;
            /** Format: double */
            feeShare: number;
            /** Format: double */
            slippageShare: number;
            sizeUnit: components["schemas"]["SizeUnit"];
            /** Format: double */
            size: number;
            /** Format: int32 */
            positions: number;
            /** Format: double */
            greatestLeverage: number;
        };
        BacktestFigures: {
            /** Format: int32 */
            candles: number;
            /** Format: int32 */
            trades: number;
            /** Format: double */
            return: number;
            /** Format: double */
            cagr?: null | number;
            /** Format: double */
            volatility?: null | number;
            /** Format: double */
            sharpe?: null | number;
            /** Format: double */
            sortino?: null | number;
            /** Format: double */
            calmar?: null | number;
            /** Format: double */
            drawdownDepth: number;
            /** Format: int32 */
            drawdownCandles: number;
            /** Format: double */
            exposure?: null | number;
            /** Format: double */
            winRate?: null | number;
            /** Format: double */
            profitFactor?: null | number;
            /** Format: double */
            expectancy?: null | number;
            /** Format: double */
            expectancyR?: null | number;
            /** Format: double */
            sqn?: null | number;
            /** Format: double */
            kelly?: null | number;
            /** Format: double */
            fees: number;
            /** Format: double */
            buyAndHold?: null | number;
        };
        BacktestItem: {
            id: string;
            kind: components["schemas"]["BacktestKind"];
            state: components["schemas"]["BacktestState"];
            name: string;
            symbols: string[];
            timeframe: string;
            /** Format: date-time */
            from?: null | string;
            /** Format: date-time */
            to: string;
            /** Format: int32 */
            done: number;
            /** Format: int32 */
            points: number;
            failure?: null | string;
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            ended?: null | string;
            /** Format: date-time */
            expires?: null | string;
        };
        /** @enum {unknown} */
        BacktestKind: "backtest" | "sweep";
        BacktestResult: {
            source: string;
            isSimulated: boolean;
            /** Format: date-time */
            first: string;
            /** Format: date-time */
            last: string;
            /** Format: int32 */
            missingCandles: number;
            hasFiner: boolean;
            figures: components["schemas"]["BacktestFigures"];
            equity: components["schemas"]["DrawnColumns"];
            price: null | components["schemas"]["DrawnColumns"];
            trades: components["schemas"]["TradeItem"][];
            /** Format: int32 */
            droppedOrders: number;
        };
        /** @enum {unknown} */
        BacktestState: "queued" | "running" | "done" | "cancelled" | "failed";
        BuyPackRequest: {
            pack: string;
            startsNow: boolean;
        };
        ChangeMeRequest: {
            language?: null | string;
            timeZone?: null | string;
            noticeVersion?: null | string;
        };
        ChangeOperatorRequest: {
            person: string;
            isOperator: boolean;
        };
        ChangePasswordRequest: {
            current: string;
            password: string;
        };
        ConfirmEmailRequest: {
            person: string;
            code: string;
        };
        /** @enum {unknown} */
        DisputeState: "none" | "open" | "won" | "lost";
        DoneEvent: {
            /** Format: int64 */
            charged: number;
            reason: string;
        };
        DrawnColumns: {
            time: number[];
            value: number[];
        };
        /** @enum {unknown} */
        ExitReason: "stop" | "target" | "rule" | "horizon" | "end";
        FindingEvent: {
            id: string;
            /** Format: double */
            value: number;
            what: string;
            timeframe?: null | string;
            source: string;
            /** Format: date-time */
            asOf?: null | string;
        };
        GiveFeedbackRequest: {
            good: boolean;
            reason?: null | string;
        };
        GrantCreditsAnswer: {
            granted: boolean;
        };
        GrantCreditsRequest: {
            person: string;
            /** Format: int32 */
            credits: number;
            reason: string;
            key: string;
        };
        HealthAnswer: {
            status: string;
            items: components["schemas"]["HealthItem"][];
        };
        HealthItem: {
            name: string;
            status: string;
            detail?: null | string;
        };
        JsonElement: unknown;
        ListMarketsFrame: {
            timeframe: string;
            phase?: null | string;
            reading: components["schemas"]["Side"];
            /** Format: double */
            weight?: null | number;
            /** Format: double */
            falsifierBelow?: null | number;
            /** Format: double */
            falsifierAbove?: null | number;
            bias: components["schemas"]["Side"];
        };
        ListMarketsItem: {
            symbol: string;
            source: string;
            isSimulated: boolean;
            isLive: boolean;
            /** Format: double */
            price: number;
            /** Format: int32 */
            priceDecimals: number;
            /** Format: double */
            change?: null | number;
            closes: number[];
            /** Format: date-time */
            asOf: string;
            /** Format: date-time */
            changed: string;
            /** Format: int32 */
            confluences: number;
            timeframes: components["schemas"]["ListMarketsFrame"][];
            notices: string[];
        };
        ListSessionsAnswer: {
            sessions: components["schemas"]["SessionAnswer"][];
            next?: null | string;
        };
        MeAnswer: {
            id: string;
            email: string;
            language: string;
            timeZone: string;
            /** Format: date-time */
            created: string;
            isOperator: boolean;
            hasAuthenticator: boolean;
            /** Format: int32 */
            recoveryCodesLeft: number;
            noticeVersion?: null | string;
        };
        /** @enum {unknown} */
        MoneyAccount: "processor" | "salesClearing" | "revenue" | "tax" | "cardFees" | "disputed";
        NoticeEvent: {
            code: string;
            text: string;
        };
        OpenSessionAnswer: {
            id: string;
            symbol: string;
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            expires: string;
            /** Format: int64 */
            tokenLimit: number;
            firstTurn: string;
        };
        OpenSessionRequest: {
            symbol: string;
            language?: null | string;
        };
        /** @enum {unknown} */
        OperatorActionKind: "roleGiven" | "roleTaken" | "creditsGiven" | "refunded" | "eventRedelivered";
        /** @enum {unknown} */
        OverlayFamily: "wyckoff" | "structure" | "zones" | "volume" | "waves" | "bands" | "scenarios";
        /** @enum {unknown} */
        OverlayForm: "zone" | "level" | "path" | "mark" | "band" | "profile" | "value";
        OverlayNumber: {
            what?: string;
            label?: string;
            /** Format: double */
            value?: number;
            text?: string;
        };
        OverlayRow: {
            /** Format: double */
            low?: number;
            /** Format: double */
            high?: number;
            /** Format: double */
            volume?: number;
        };
        PackEconomics: {
            name: string;
            currency: string;
            /** Format: int64 */
            price: number;
            /** Format: int32 */
            sessions: number;
            /** Format: int32 */
            sold: number;
            /** Format: int64 */
            sessionsSold: number;
            /** Format: int64 */
            gross: number;
            /** Format: int64 */
            discounts: number;
            /** Format: int64 */
            refunded: number;
            /** Format: int64 */
            fees: number;
            /** Format: int64 */
            ended: number;
            /** Format: int64 */
            used: number;
            /** Format: int64 */
            modelCostMicroUsd: number;
            perSession: null | components["schemas"]["PackEconomicsOfSession"];
            /** Format: double */
            marginAtCeilingPercent?: null | number;
            isBelowFloor: boolean;
        };
        PackEconomicsOfSession: {
            /** Format: int64 */
            gross: number;
            /** Format: int64 */
            fee: number;
            /** Format: int64 */
            cost: number;
            /** Format: int64 */
            largestCost: number;
            /** Format: double */
            marginPercent: number;
        };
        PasskeysAddRequest: {
            credential: components["schemas"]["JsonElement"];
            name?: null | string;
        };
        PasskeysItem: {
            id: string;
            name?: null | string;
            /** Format: date-time */
            created: string;
        };
        PasskeysSignInRequest: {
            credential: components["schemas"]["JsonElement"];
        };
        Problem: {
            type: string;
            title: string;
            /** Format: int32 */
            status: number;
            detail: string;
            instance: string;
            code: string;
            titles: {
                en: string;
                es: string;
            };
            requestId: string;
            field?: null | string;
        };
        ProblemBoth: {
            en: string;
            es: string;
        };
        ProgressEvent: {
            step: string;
            state: string;
        };
        PurchaseAnswer: {
            id: string;
            pack: string;
            /** Format: int32 */
            sessions: number;
            /** Format: int64 */
            price: number;
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            tax: number;
            currency: string;
            state: components["schemas"]["PurchaseState"];
            dispute: components["schemas"]["DisputeState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            paid?: null | string;
            url?: null | string;
            receiptUrl?: null | string;
            invoiceUrl?: null | string;
            invoicePdf?: null | string;
            refundable: null | components["schemas"]["PurchaseAnswerOffer"];
            refunds: components["schemas"]["PurchaseAnswerRefund"][];
        };
        PurchaseAnswerOffer: {
            /** Format: int64 */
            sessions: number;
            /** Format: int64 */
            amount: number;
        };
        PurchaseAnswerRefund: {
            id: string;
            /** Format: int64 */
            sessions: number;
            /** Format: int64 */
            amount: number;
            state: components["schemas"]["RefundState"];
            /** Format: date-time */
            created: string;
        };
        /** @enum {unknown} */
        PurchaseState: "open" | "processing" | "paid" | "failed" | "expired" | "refused";
        ReadActionsAnswer: {
            actions: components["schemas"]["ReadActionsItem"][];
            next?: null | string;
        };
        ReadActionsItem: {
            operator?: null | string;
            kind: components["schemas"]["OperatorActionKind"];
            target: string;
            detail: string;
            /** Format: date-time */
            at: string;
        };
        ReadBacktestsAnswer: {
            backtests: components["schemas"]["BacktestItem"][];
            next?: null | string;
        };
        ReadChartAnswer: {
            symbol: string;
            venue: string;
            isSimulated: boolean;
            isLive: boolean;
            timeframe: string;
            /** Format: int32 */
            priceDecimals: number;
            /** Format: date-time */
            asOf: string;
            /** Format: int64 */
            firstAt: number;
            /** Format: int64 */
            lastAt: number;
            notices: string[];
            candles: components["schemas"]["ReadChartCandleColumns"];
            forming: null | components["schemas"]["ReadChartCandleColumns"];
            lines: components["schemas"]["ReadChartLine"][];
            overlays: components["schemas"]["ReadChartDrawn"][];
        };
        ReadChartCandleColumns: {
            time: number[];
            open: number[];
            high: number[];
            low: number[];
            close: number[];
            volume: number[];
            delta: number[];
            isDeltaEstimated: boolean;
        };
        ReadChartDrawn: {
            id: string;
            family: components["schemas"]["OverlayFamily"];
            kind: string;
            label: string;
            mark: string;
            side: components["schemas"]["Side"];
            form: components["schemas"]["OverlayForm"];
            /** Format: int64 */
            from: number;
            /** Format: int64 */
            to?: null | number;
            /** Format: int64 */
            known: number;
            /** Format: double */
            top?: null | number;
            /** Format: double */
            bottom?: null | number;
            points: components["schemas"]["ReadChartPoint"][];
            rows: components["schemas"]["OverlayRow"][];
            state: string;
            isStanding: boolean;
            life: components["schemas"]["ReadChartStep"][];
            rule: string;
            numbers: components["schemas"]["OverlayNumber"][];
        };
        ReadChartLine: {
            id: string;
            family: components["schemas"]["OverlayFamily"];
            group: string;
            label: string;
            values: (null | number)[];
        };
        ReadChartPoint: {
            /** Format: int64 */
            time: number;
            /** Format: double */
            price: number;
            label?: null | string;
        };
        ReadChartStep: {
            /** Format: int64 */
            time: number;
            label: string;
        };
        ReadCreditsAnswer: {
            /** Format: int64 */
            credits: number;
            /** Format: int64 */
            owed: number;
            lots: components["schemas"]["ReadCreditsLot"][];
        };
        ReadCreditsLot: {
            id: string;
            source: string;
            /** Format: int64 */
            credits: number;
            /** Format: int64 */
            remaining: number;
            /** Format: date-time */
            granted: string;
        };
        ReadEconomicsAnswer: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** Format: int32 */
            floorPercent: number;
            cardFee: components["schemas"]["ReadEconomicsFee"];
            packs: components["schemas"]["PackEconomics"][];
        };
        ReadEconomicsFee: {
            /** Format: int32 */
            basisPoints: number;
            /** Format: int32 */
            fixed: number;
        };
        ReadEntriesAnswer: {
            entries: components["schemas"]["ReadEntriesEntry"][];
            /** Format: int64 */
            next?: null | number;
        };
        ReadEntriesEntry: {
            /** Format: int64 */
            number: number;
            id: string;
            symbol: string;
            venue: string;
            isSimulated: boolean;
            timeframe: string;
            side: components["schemas"]["Side"];
            /** Format: date-time */
            made: string;
            /** Format: date-time */
            recorded: string;
            /** Format: date-time */
            due: string;
            /** Format: double */
            close: number;
            /** Format: double */
            bottom: number;
            /** Format: double */
            top: number;
            /** Format: double */
            confirmation?: null | number;
            /** Format: double */
            invalidation: number;
            /** Format: double */
            lowerInvalidation?: null | number;
            targets: number[];
            isApart: boolean;
            state: components["schemas"]["RecordState"];
            grade: null | components["schemas"]["ReadEntriesGrade"];
            text: string;
            previous: string;
            hash: string;
        };
        ReadEntriesGrade: {
            /** Format: int64 */
            number: number;
            /** Format: int32 */
            targetsHit: number;
            /** Format: date-time */
            confirmed?: null | string;
            /** Format: date-time */
            ended: string;
            /** Format: date-time */
            recorded: string;
            text: string;
            previous: string;
            hash: string;
        };
        ReadEvidenceAnswer: {
            items: components["schemas"]["TurnEventDataFinding"][];
        };
        ReadInboxAnswer: {
            events: components["schemas"]["ReadInboxItem"][];
            next?: null | string;
        };
        ReadInboxItem: {
            id: string;
            type: string;
            about: string;
            state: components["schemas"]["StripeEventState"];
            /** Format: int32 */
            tries: number;
            outcome?: null | string;
            /** Format: date-time */
            received: string;
            /** Format: date-time */
            due?: null | string;
        };
        ReadLibraryItem: {
            name: string;
            about: components["schemas"]["ProblemBoth"];
            strategy: components["schemas"]["JsonElement"];
        };
        ReadMarketEvidenceAnswer: {
            symbol: string;
            venue: string;
            isSimulated: boolean;
            timeframe: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            asOf: string;
            /** Format: int32 */
            candles: number;
            ruleVersion: string;
            dataHash: string;
            /** Format: date-time */
            countedAt: string;
            setups: components["schemas"]["ReadMarketEvidenceSetupItem"][];
            readings: components["schemas"]["ReadMarketEvidenceReadingItem"][];
            ranges: components["schemas"]["ReadMarketEvidenceRangesItem"];
            notice: string;
        };
        ReadMarketEvidenceBetween: {
            /** Format: double */
            low: number;
            /** Format: double */
            high: number;
        };
        ReadMarketEvidenceCaseItem: {
            side: components["schemas"]["Side"];
            /** Format: int64 */
            signal: number;
            /** Format: int64 */
            entryTime: number;
            /** Format: int64 */
            endTime: number;
            /** Format: double */
            entry: number;
            /** Format: double */
            stop: number;
            /** Format: double */
            target: number;
            isHit: boolean;
            /** Format: double */
            r: number;
        };
        ReadMarketEvidenceLiveItem: {
            side: components["schemas"]["Side"];
            /** Format: int64 */
            time: number;
            /** Format: int32 */
            age: number;
            /** Format: double */
            stop: number;
        };
        ReadMarketEvidenceProbabilityItem: {
            /** Format: double */
            value?: null | number;
            abstention: components["schemas"]["Abstention"];
            /** Format: int32 */
            forecasts: number;
            /** Format: int32 */
            shown: number;
            /** Format: double */
            brier?: null | number;
            /** Format: double */
            skill?: null | number;
            /** Format: double */
            calibrationError?: null | number;
            curve: components["schemas"]["ReliabilityPoint"][];
        };
        ReadMarketEvidenceRangesItem: {
            /** Format: int32 */
            count: number;
            /** Format: int32 */
            upward: number;
            upwardInterval: null | components["schemas"]["ReadMarketEvidenceBetween"];
            /** Format: int32 */
            downward: number;
            downwardInterval: null | components["schemas"]["ReadMarketEvidenceBetween"];
        };
        ReadMarketEvidenceReadingItem: {
            reading: components["schemas"]["WyckoffReading"];
            phase: string;
            /** Format: int32 */
            count: number;
            /** Format: int32 */
            upward: number;
            upwardInterval: null | components["schemas"]["ReadMarketEvidenceBetween"];
            /** Format: int32 */
            downward: number;
            downwardInterval: null | components["schemas"]["ReadMarketEvidenceBetween"];
            verdict: components["schemas"]["ReadMarketEvidenceSaid"];
            probability: components["schemas"]["ReadMarketEvidenceProbabilityItem"];
            isNow: boolean;
        };
        ReadMarketEvidenceRegimeItem: {
            regime: components["schemas"]["Regime"];
            /** Format: int32 */
            count: number;
            /** Format: int32 */
            hits: number;
            hitInterval: null | components["schemas"]["ReadMarketEvidenceBetween"];
            /** Format: double */
            expectancy?: null | number;
        };
        /** @enum {unknown} */
        ReadMarketEvidenceSaid: "notEnoughHistory" | "noMeasurableEdge" | "edge";
        ReadMarketEvidenceSetupItem: {
            setup: string;
            label: string;
            source: string;
            /** Format: int32 */
            count: number;
            /** Format: int32 */
            skipped: number;
            /** Format: int32 */
            tooNear: number;
            /** Format: int32 */
            passed: number;
            /** Format: int32 */
            pending: number;
            targets: components["schemas"]["ReadMarketEvidenceTargetItem"][];
            regimes: components["schemas"]["ReadMarketEvidenceRegimeItem"][];
            probability: components["schemas"]["ReadMarketEvidenceProbabilityItem"];
            live: null | components["schemas"]["ReadMarketEvidenceLiveItem"];
            last: components["schemas"]["ReadMarketEvidenceCaseItem"][];
        };
        ReadMarketEvidenceTargetItem: {
            /** Format: int32 */
            multiple: number;
            /** Format: int32 */
            hits: number;
            /** Format: double */
            hitRate?: null | number;
            hitInterval: null | components["schemas"]["ReadMarketEvidenceBetween"];
            /** Format: double */
            baseRate?: null | number;
            /** Format: int32 */
            baseCount: number;
            baseInterval: null | components["schemas"]["ReadMarketEvidenceBetween"];
            /** Format: double */
            expectancy?: null | number;
            expectancyInterval: null | components["schemas"]["ReadMarketEvidenceBetween"];
            /** Format: double */
            medianCandles?: null | number;
            /** Format: double */
            chance: number;
            /** Format: double */
            adjustedChance: number;
            verdict: components["schemas"]["ReadMarketEvidenceSaid"];
        };
        ReadMoneyAnswer: {
            accounts: components["schemas"]["ReadMoneyItem"][];
        };
        ReadMoneyItem: {
            account: components["schemas"]["MoneyAccount"];
            currency: string;
            /** Format: int64 */
            amount: number;
        };
        ReadOperationAnswer: {
            health: components["schemas"]["HealthItem"][];
            markets: components["schemas"]["ReadOperationMarket"][];
            /** Format: date-time */
            noModelSince?: null | string;
            jobs: components["schemas"]["ReadOperationJob"][];
            mails: components["schemas"]["ReadOperationMailbox"];
            audit: null | components["schemas"]["ReadOperationAuditAnswer"];
        };
        ReadOperationAuditAnswer: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            entries: number;
            broken: components["schemas"]["AuditViolation"][];
        };
        ReadOperationGivenUpMail: {
            id: string;
            person: string;
            /** Format: date-time */
            created: string;
            /** Format: int32 */
            tries: number;
            reason: string;
        };
        ReadOperationJob: {
            name: string;
            state: string;
            /** Format: date-time */
            last?: null | string;
            /** Format: date-time */
            next?: null | string;
        };
        ReadOperationMailbox: {
            /** Format: int32 */
            waiting: number;
            /** Format: date-time */
            oldestWaiting?: null | string;
            /** Format: int32 */
            givenUpCount: number;
            givenUp: components["schemas"]["ReadOperationGivenUpMail"][];
        };
        ReadOperationMarket: {
            symbol: string;
            isLive: boolean;
        };
        ReadPacksAnswer: {
            isOpen: boolean;
            isTest: boolean;
            packs: components["schemas"]["ReadPacksItem"][];
            consent: string;
            consentVersion: string;
            /** Format: int32 */
            refundDays: number;
            /** Format: int32 */
            sessionHours: number;
            /** Format: int64 */
            sessionTokens: number;
            taxIsAdded: boolean;
            seller: string;
            /** Format: int32 */
            opened30Days?: null | number;
        };
        ReadPacksItem: {
            name: string;
            /** Format: int32 */
            sessions: number;
            /** Format: int64 */
            price: number;
            currency: string;
        };
        ReadPeopleAnswer: {
            people: components["schemas"]["ReadPeopleItem"][];
            next?: null | string;
        };
        ReadPeopleItem: {
            id: string;
            email: string;
            isConfirmed: boolean;
            isOperator: boolean;
            language: string;
            /** Format: date-time */
            created: string;
        };
        ReadPurchasesAnswer: {
            purchases: components["schemas"]["PurchaseAnswer"][];
            next?: null | string;
        };
        ReadReadingAgreed: {
            side: components["schemas"]["Side"];
            isAgreed: boolean;
            views: components["schemas"]["ReadReadingView"][];
        };
        ReadReadingAnswer: {
            symbol: string;
            /** Format: date-time */
            asOf: string;
            sentences: components["schemas"]["ReadReadingSentence"][];
            evidence: components["schemas"]["ReadReadingNumber"][];
            agreement: components["schemas"]["ReadReadingAgreed"];
            scenarios: components["schemas"]["ReadReadingFrameScenarios"][];
        };
        ReadReadingCited: {
            /** Format: int32 */
            start: number;
            /** Format: int32 */
            length: number;
            evidence?: null | string;
            verdict: components["schemas"]["Verdict"];
        };
        ReadReadingFrameScenarios: {
            timeframe: string;
            items: components["schemas"]["ReadReadingScenarioItem"][];
        };
        ReadReadingNumber: {
            id: string;
            /** Format: double */
            value: number;
            text: string;
            what: string;
            timeframe?: null | string;
            source: string;
        };
        ReadReadingScenarioItem: {
            side: components["schemas"]["Side"];
            /** Format: double */
            bottom: number;
            /** Format: double */
            top: number;
            /** Format: double */
            confirmation?: null | number;
            /** Format: double */
            invalidation: number;
            targets: components["schemas"]["ReadReadingTarget"][];
        };
        ReadReadingSentence: {
            text: string;
            citations: components["schemas"]["ReadReadingCited"][];
        };
        ReadReadingTarget: {
            /** Format: double */
            price: number;
            /** Format: double */
            reward?: null | number;
            isProjection: boolean;
        };
        ReadReadingView: {
            timeframe: string;
            internal: components["schemas"]["Side"];
            swing: components["schemas"]["Side"];
            wyckoff: components["schemas"]["Side"];
            side: components["schemas"]["Side"];
        };
        ReadRefundsAnswer: {
            refunds: components["schemas"]["ReadRefundsItem"][];
            next?: null | string;
        };
        ReadRefundsItem: {
            purchase: string;
            person: string;
            currency: string;
            by: string;
            /** Format: int32 */
            tries: number;
            refund: components["schemas"]["PurchaseAnswerRefund"];
        };
        ReadSalesAnswer: {
            sales: components["schemas"]["ReadSalesItem"][];
            next?: null | string;
        };
        ReadSalesItem: {
            person: string;
            email?: null | string;
            purchase: components["schemas"]["PurchaseAnswer"];
        };
        ReadSessionAnswer: {
            session: components["schemas"]["SessionAnswer"];
            turns: components["schemas"]["TurnAnswer"][];
            models: string[];
        };
        ReadStatementAnswer: {
            lines: components["schemas"]["ReadStatementLine"][];
            /** Format: int64 */
            next?: null | number;
        };
        ReadStatementLine: {
            kind: string;
            /** Format: int64 */
            change: number;
            unit: string;
            session?: null | string;
            turn?: null | string;
            /** Format: date-time */
            at: string;
        };
        ReadStatusAnswer: {
            audit: null | components["schemas"]["ReadStatusLastAuditAnswer"];
        };
        ReadStatusLastAuditAnswer: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            entries: number;
            /** Format: int32 */
            brokenRules: number;
        };
        ReadTrackRecordAnswer: {
            head: components["schemas"]["ReadTrackRecordHeadAnswer"];
            /** Format: int32 */
            horizonCandles: number;
            /** Format: int32 */
            ruleVersion: number;
            series: components["schemas"]["ReadTrackRecordSeriesFigures"][];
        };
        ReadTrackRecordCounts: {
            /** Format: int32 */
            published: number;
            /** Format: int32 */
            running: number;
            /** Format: int32 */
            neverConfirmed: number;
            /** Format: int32 */
            hits: number;
            /** Format: int32 */
            misses: number;
            /** Format: int32 */
            undecided: number;
            /** Format: int32 */
            unknown: number;
            /** Format: double */
            hitRate?: null | number;
            /** Format: double */
            low?: null | number;
            /** Format: double */
            high?: null | number;
        };
        ReadTrackRecordHeadAnswer: {
            /** Format: int64 */
            number: number;
            hash: string;
        };
        ReadTrackRecordSeriesFigures: {
            symbol: string;
            venue: string;
            isSimulated: boolean;
            timeframe: string;
            side: components["schemas"]["Side"];
            all: components["schemas"]["ReadTrackRecordCounts"];
            apart: components["schemas"]["ReadTrackRecordCounts"];
        };
        /** @enum {unknown} */
        RecordState: "running" | "neverConfirmed" | "hit" | "invalidated" | "undecided" | "unknown";
        RefundSaleRequest: {
            reason: string;
        };
        /** @enum {unknown} */
        RefundState: "asked" | "paid" | "failed";
        RefusedEvent: {
            code: string;
            text: string;
        };
        /** @enum {unknown} */
        Regime: "lowVolatility" | "middleVolatility" | "highVolatility" | "withHigherBias" | "againstHigherBias";
        RegisterAnswer: {
            email: string;
            isMailInFolder: boolean;
        };
        RegisterRequest: {
            email: string;
            password: string;
            isAdult: boolean;
            language?: null | string;
            timeZone?: null | string;
        };
        ReliabilityPoint: {
            /** Format: double */
            forecast?: number;
            /** Format: double */
            frequency?: number;
            /** Format: int32 */
            count?: number;
        };
        ReplaceEvent: {
            sentence: string;
            /** Format: int32 */
            n: number;
            citations: {
                /** Format: int32 */
                start: number;
                /** Format: int32 */
                length: number;
                evidence?: null | string;
                verdict: string;
            }[];
            marked: boolean;
        };
        ResetPasswordRequest: {
            person: string;
            code: string;
            password: string;
        };
        ResyncEvent: {
            turn: string;
        };
        SessionAnswer: {
            id: string;
            symbol: string;
            language: string;
            status: components["schemas"]["SessionStatus"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            expires: string;
            /** Format: int64 */
            secondsGivenBack: number;
            tokens: components["schemas"]["TokenAnswer"];
        };
        /** @enum {unknown} */
        SessionStatus: "opening" | "active" | "expired" | "completed" | "returned";
        /** @enum {unknown} */
        Side: "none" | "bullish" | "bearish";
        SignInRequest: {
            email: string;
            password: string;
            /** @default false */
            remember: boolean;
        };
        SignInWithCodeRequest: {
            code: string;
            /** @default false */
            remember: boolean;
        };
        /** @enum {unknown} */
        SizeUnit: "risk" | "share" | "quantity";
        StartBacktestRequest: {
            symbols: string[];
            strategy?: null | string;
            rule?: unknown;
            timeframe?: null | string;
            /** Format: date-time */
            from?: null | string;
            /** Format: date-time */
            to?: null | string;
            parameters?: null | {
                [key: string]: number;
            };
            grid?: null | {
                [key: string]: number[];
            };
        };
        /** @enum {unknown} */
        StripeEventState: "waiting" | "retrying" | "done" | "givenUp";
        SuggestQuestionsAnswer: {
            questions: string[];
        };
        SweepAnswer: {
            points: components["schemas"]["SweepAnswerPoint"][];
            /** Format: int32 */
            best: number;
            /** Format: double */
            expectedBestSharpe?: null | number;
            /** Format: double */
            bestSharpe?: null | number;
            /** Format: double */
            deflatedSharpe?: null | number;
            walkForward: components["schemas"]["SweepAnswerStep"][];
            /** Format: double */
            walkForwardReturn: number;
        };
        SweepAnswerPoint: {
            symbol: string;
            parameters: {
                [key: string]: number;
            };
            figures: components["schemas"]["BacktestFigures"];
        };
        SweepAnswerStep: {
            symbol: string;
            /** Format: int32 */
            part: number;
            parameters: {
                [key: string]: number;
            };
            /** Format: double */
            learnedSharpe: number;
            /** Format: double */
            sharpe: number;
            /** Format: double */
            return: number;
        };
        TextEvent: {
            sentence: string;
            /** Format: int32 */
            n: number;
            citations: {
                /** Format: int32 */
                start: number;
                /** Format: int32 */
                length: number;
                evidence?: null | string;
                verdict: string;
            }[];
            marked: boolean;
        };
        TokenAnswer: {
            /** Format: int64 */
            limit: number;
            /** Format: int64 */
            used: number;
            /** Format: int64 */
            held: number;
            /** Format: int64 */
            left: number;
        };
        TradeItem: {
            side: components["schemas"]["Side"];
            /** Format: int64 */
            entered: number;
            /** Format: int64 */
            left: number;
            /** Format: double */
            entryPrice: number;
            /** Format: double */
            exitPrice: number;
            /** Format: double */
            quantity: number;
            /** Format: double */
            stop?: null | number;
            /** Format: double */
            fees: number;
            /** Format: double */
            profit: number;
            /** Format: double */
            r?: null | number;
            reason: components["schemas"]["ExitReason"];
        };
        TurnAnswer: {
            id: string;
            session: string;
            question: string;
            state: components["schemas"]["TurnState"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            ended?: null | string;
            /** Format: int64 */
            charged: number;
            model?: null | string;
            replaces?: null | string;
            /** Format: int32 */
            feedback: number;
            answer: string;
            aiGenerated: boolean;
        };
        TurnEventDataFinding: {
            id: string;
            /** Format: double */
            value: number;
            what: string;
            timeframe?: null | string;
            source: string;
            /** Format: date-time */
            asOf?: null | string;
        };
        /** @enum {unknown} */
        TurnState: "running" | "complete" | "stopped" | "interrupted" | "failed" | "refused";
        UsageEvent: {
            /** Format: int64 */
            used: number;
            /** Format: int64 */
            held: number;
            /** Format: int64 */
            left: number;
            /** Format: int64 */
            predicted?: null | number;
        };
        /** @enum {unknown} */
        Verdict: "verified" | "derived" | "exempt" | "yours" | "uncited" | "unknownId" | "wrongValue" | "wrongDerivation" | "wrongSymbol" | "wrongTimeframe";
        WithdrawPurchaseAnswer: {
            /** Format: date-time */
            received: string;
            /** Format: int64 */
            sessions: number;
            /** Format: int64 */
            amount: number;
            currency: string;
        };
        WithdrawPurchaseRequest: {
            name: string;
            email: string;
            order: string;
        };
        /** @enum {unknown} */
        WyckoffReading: "unknown" | "accumulation" | "distribution" | "reAccumulation" | "reDistribution";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ConfirmEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmEmailRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ResendMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ForgotPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddressRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ResetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPasswordRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Me: {
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
                    "application/json": components["schemas"]["MeAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangeMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMeRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ExportAccount: {
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
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthenticatorPasswordRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PasskeysList: {
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
                    "application/json": components["schemas"]["PasskeysItem"][];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PasskeysAdd: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeysAddRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeysItem"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PasskeysCreationOptions: {
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
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PasskeysRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuthenticatorBegin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthenticatorPasswordRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthenticatorBegun"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuthenticatorConfirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthenticatorCodeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthenticatorConfirmed"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AuthenticatorOff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthenticatorPasswordRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SignInWithCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInWithCodeRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PasskeysRequestOptions: {
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
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PasskeysSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeysSignInRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SignOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SignOutEverywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ChangeOperator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeOperatorRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadPeopleList: {
        parameters: {
            query?: {
                search?: string;
                before?: string;
                take?: number;
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
                    "application/json": components["schemas"]["ReadPeopleAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadPeopleOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
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
                    "application/json": components["schemas"]["ReadPeopleItem"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadActions: {
        parameters: {
            query?: {
                before?: string;
                take?: number;
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
                    "application/json": components["schemas"]["ReadActionsAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadCredits: {
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
                    "application/json": components["schemas"]["ReadCreditsAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadStatement: {
        parameters: {
            query?: {
                after?: number;
                take?: number;
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
                    "application/json": components["schemas"]["ReadStatementAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GrantCredits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantCreditsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantCreditsAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadCreditsOfPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
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
                    "application/json": components["schemas"]["ReadCreditsAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadStatementOf: {
        parameters: {
            query?: {
                after?: number;
                take?: number;
            };
            header?: never;
            path: {
                person: string;
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
                    "application/json": components["schemas"]["ReadStatementAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadSales: {
        parameters: {
            query?: {
                person?: string;
                state?: string;
                before?: string;
                take?: number;
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
                    "application/json": components["schemas"]["ReadSalesAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RefundSale: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                purchase: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundSaleRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadRefunds: {
        parameters: {
            query?: {
                state?: string;
                before?: string;
                take?: number;
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
                    "application/json": components["schemas"]["ReadRefundsAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadInbox: {
        parameters: {
            query?: {
                state?: string;
                before?: string;
                take?: number;
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
                    "application/json": components["schemas"]["ReadInboxAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RedeliverEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stripeEvent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadMoney: {
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
                    "application/json": components["schemas"]["ReadMoneyAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadEconomics: {
        parameters: {
            query?: {
                days?: number;
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
                    "application/json": components["schemas"]["ReadEconomicsAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadPacks: {
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
                    "application/json": components["schemas"]["ReadPacksAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadPurchasesList: {
        parameters: {
            query?: {
                before?: string;
                take?: number;
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
                    "application/json": components["schemas"]["ReadPurchasesAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    BuyPack: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, one for each thing that is wanted: a repeat with the same key has no effect of its own and gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BuyPackRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadPurchasesOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                purchase: string;
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
                    "application/json": components["schemas"]["PurchaseAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CheckPurchase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                purchase: string;
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
                    "application/json": components["schemas"]["PurchaseAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    RefundPurchase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                purchase: string;
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
                    "application/json": components["schemas"]["PurchaseAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    WithdrawPurchase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawPurchaseRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithdrawPurchaseAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReceiveStripeEvent: {
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
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListMarkets: {
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
                    "application/json": components["schemas"]["ListMarketsItem"][];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadChart: {
        parameters: {
            query?: {
                timeframe?: string;
                at?: number;
                candles?: number;
            };
            header?: never;
            path: {
                symbol: string;
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
                    "application/json": components["schemas"]["ReadChartAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadReading: {
        parameters: {
            query?: {
                at?: number;
            };
            header?: never;
            path: {
                symbol: string;
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
                    "application/json": components["schemas"]["ReadReadingAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadMarketEvidence: {
        parameters: {
            query?: {
                timeframe?: string;
                at?: number;
            };
            header?: never;
            path: {
                symbol: string;
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
                    "application/json": components["schemas"]["ReadMarketEvidenceAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadLibrary: {
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
                    "application/json": components["schemas"]["ReadLibraryItem"][];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadLibrarySchema: {
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
                    "application/json": components["schemas"]["JsonElement"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadBacktestsList: {
        parameters: {
            query?: {
                before?: string;
                take?: number;
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
                    "application/json": components["schemas"]["ReadBacktestsAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StartBacktest: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, one for each thing that is wanted: a repeat with the same key has no effect of its own and gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartBacktestRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BacktestItem"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadBacktestsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                backtest: string;
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
                    "application/json": components["schemas"]["BacktestAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeleteBacktest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                backtest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CancelBacktest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                backtest: string;
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
                    "application/json": components["schemas"]["BacktestItem"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadTrackRecord: {
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
                    "application/json": components["schemas"]["ReadTrackRecordAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadEntries: {
        parameters: {
            query?: {
                cursor?: number;
                symbol?: string;
                timeframe?: string;
                state?: string;
                isSimulated?: boolean;
                take?: number;
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
                    "application/json": components["schemas"]["ReadEntriesAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ListSessions: {
        parameters: {
            query?: {
                before?: string;
                take?: number;
                search?: string;
                symbol?: string;
                status?: string;
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
                    "application/json": components["schemas"]["ListSessionsAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    OpenSession: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, one for each thing that is wanted: a repeat with the same key has no effect of its own and gets the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenSessionRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenSessionAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
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
                    "application/json": components["schemas"]["ReadSessionAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SuggestQuestions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
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
                    "application/json": components["schemas"]["SuggestQuestionsAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
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
                    "application/json": components["schemas"]["ReadEvidenceAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    CloseSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
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
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    AskTurn: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the caller, one for each thing that is wanted: a repeat with the same key has no effect of its own and gets the same answer. */
                "Idempotency-Key": string;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskTurnRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskTurnAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadTurn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                turn: string;
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
                    "application/json": components["schemas"]["TurnAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StreamTurn: {
        parameters: {
            query?: never;
            header?: {
                /** @description The last event that was seen: those behind it are sent. */
                "Last-Event-ID"?: string;
            };
            path: {
                turn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events: progress, finding, text, replace, usage, notice, done, refused, resync. The data of each is one of these. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ProgressEvent"] | components["schemas"]["FindingEvent"] | components["schemas"]["TextEvent"] | components["schemas"]["ReplaceEvent"] | components["schemas"]["UsageEvent"] | components["schemas"]["NoticeEvent"] | components["schemas"]["DoneEvent"] | components["schemas"]["RefusedEvent"] | components["schemas"]["ResyncEvent"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    StopTurn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                turn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TurnAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GiveFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                turn: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveFeedbackRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadStatus: {
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
                    "application/json": components["schemas"]["ReadStatusAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ReadOperation: {
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
                    "application/json": components["schemas"]["ReadOperationAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    HealthLive: {
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
                    "application/json": components["schemas"]["HealthAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    HealthReady: {
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
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SecurityTextRead: {
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
                content?: never;
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Antiforgery: {
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
                    "application/json": components["schemas"]["AntiforgeryAnswer"];
                };
            };
            /** @description A refusal. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
