using System.Globalization;
using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Payments;

/// <summary>What the stand-in is told to do from outside its process: pay, settle, dispute, replay.</summary>
internal sealed class StripeOrders(StripeServer server)
{
    public async Task<StripeAnswer> AnswerAsync(
        string method,
        string path,
        StripeForm form,
        CancellationToken cancellation
    )
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (method, parts)
        {
            case ("GET", ["sandbox", "deliveries"]):
                return Say(new JsonObject { ["data"] = Log(server.Outbox.Log) });
            case ("POST", ["sandbox", "replay"]):
                var sent = await server.Outbox.ReplayAsync(Replay(form), cancellation);
                return Say(
                    new JsonObject
                    {
                        ["sent"] = sent.Count,
                        ["taken"] = sent.Count(d => d.IsTaken),
                        ["data"] = Log(sent),
                    }
                );
            case ("POST", ["sandbox", "sessions", var id, "settle"]):
                return Do(() =>
                    server.Checkout.Settle(server.Store.Get("checkout.session", id), IsGood(form, "succeeded"))
                );
            case ("POST", ["sandbox", "charges", var id, "dispute"]):
                return Do(() =>
                    server.Ledger.OpenDispute(server.Store.Get("charge", id), form["reason"] ?? "fraudulent")
                );
            case ("POST", ["sandbox", "disputes", var id, "close"]):
                return Do(() => server.Ledger.CloseDispute(server.Store.Get("dispute", id), IsGood(form, "won")));
            case ("POST", ["sandbox", "refunds", var id, "fail"]):
                return Do(() => server.Ledger.FailRefund(server.Store.Get("refund", id)));
            default:
                throw new StripeRefusal(404, "invalid_request_error", "The sandbox knows no such order.");
        }
    }

    private StripeAnswer Do(Action work) =>
        server.Change(() =>
        {
            work();
            return Say(new JsonObject { ["done"] = true });
        });

    private static bool IsGood(StripeForm form, string good) => (form["outcome"] ?? good) == good;

    private static StripeReplay Replay(StripeForm form)
    {
        var fewest = Whole(form, "fewest_times", 1, 0);
        var types = form.Values("types").ToList();
        var ids = form.Values("events").ToList();
        return new StripeReplay
        {
            EventIds = ids.Count > 0 ? ids : null,
            Types = types,
            FewestTimes = fewest,
            MostTimes = Whole(form, "most_times", Math.Max(fewest, 1), Math.Max(fewest, 1)),
            IsShuffled = form.Flag("shuffle"),
            Senders = Whole(form, "senders", 1, 1),
            Seed = (int)(form.Integer("seed") ?? 1),
        };
    }

    private static int Whole(StripeForm form, string name, int usual, int least)
    {
        var wanted = form.Integer(name) ?? usual;
        return wanted >= least && wanted <= 1000
            ? (int)wanted
            : throw StripeRefusal.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"{name} is {least} to 1000."),
                name
            );
    }

    private static JsonArray Log(IEnumerable<StripeDelivery> deliveries) =>
        [
            .. deliveries.Select(d => new JsonObject
            {
                ["event"] = d.EventId,
                ["type"] = d.Type,
                ["endpoint"] = d.Endpoint.ToString(),
                ["attempt"] = d.Attempt,
                ["status"] = d.Status,
                ["took_ms"] = (long)d.Took.TotalMilliseconds,
            }),
        ];

    private static StripeAnswer Say(JsonObject body) => new(200, body.ToJsonString());
}
