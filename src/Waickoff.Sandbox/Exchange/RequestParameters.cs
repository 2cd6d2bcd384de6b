using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Waickoff.Sandbox.Exchange;

/// <summary>The parameters of a request to Binance, refused in its words where they are not as they must be.</summary>
internal sealed class RequestParameters(IQueryCollection query)
{
    /// <summary>Refuses parameters that the call does not have.</summary>
    public RequestParameters Only(params ReadOnlySpan<string> known)
    {
        var read = 0;
        foreach (var name in query.Keys)
            read += known.Contains(name) ? 1 : 0;
        return read == query.Count
            ? this
            : throw new RefusedRequestException(
                -1104,
                FormattableString.Invariant(
                    $"Not all sent parameters were read; read '{read}' parameter(s) but was sent '{query.Count}'."
                )
            );
    }

    public string? Text(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;

    public string Required(string name)
    {
        var value = Text(name);
        if (value is null)
            throw new RefusedRequestException(
                -1102,
                $"Mandatory parameter '{name}' was not sent, was empty/null, or malformed."
            );
        return value.Length > 0 ? value : throw new RefusedRequestException(-1105, $"Parameter '{name}' was empty.");
    }

    public long? Whole(string name)
    {
        var text = Text(name);
        if (text is null)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new RefusedRequestException(
                -1100,
                $"Illegal characters found in parameter '{name}'; legal range is '^[0-9]{{1,20}}$'."
            );
    }

    /// <summary>How many rows are wanted: too many are as many as there may be.</summary>
    public int Limit(int usual, int most)
    {
        var limit = Whole("limit") ?? usual;
        if (limit == 0)
            throw new RefusedRequestException(-1130, "Data sent for parameter 'limit' is not valid.");
        return (int)Math.Min(limit, most);
    }
}
