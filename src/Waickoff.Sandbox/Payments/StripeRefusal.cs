using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Payments;

/// <summary>A request that is answered with an error.</summary>
internal sealed class StripeRefusal(
    int status,
    string type,
    string message,
    string? code = null,
    string? param = null,
    string? declineCode = null
) : InvalidOperationException(message)
{
    public int Status => status;

    public static StripeRefusal Invalid(string message, string? param = null, string? code = null) =>
        new(400, "invalid_request_error", message, code, param);

    public static StripeRefusal Missing(string kind, string id, string param = "id") =>
        new(404, "invalid_request_error", $"No such {kind}: '{id}'", "resource_missing", param);

    public JsonObject Body()
    {
        var error = new JsonObject { ["type"] = type, ["message"] = Message };
        if (code is not null)
        {
            error["code"] = code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}";
        }
        if (param is not null)
            error["param"] = param;
        if (declineCode is not null)
            error["decline_code"] = declineCode;
        return new JsonObject { ["error"] = error };
    }
}
