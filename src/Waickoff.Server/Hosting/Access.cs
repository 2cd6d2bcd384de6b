namespace Waickoff.Server.Hosting;

/// <summary>Who may use a route. Each is declared; the server does not start with one that is not.</summary>
internal enum AccessKind
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>Whoever signs what they send with a secret that we share; there is no cookie and so no page to prove.</summary>
    Signed,

    /// <summary>Who is signed in, about what is their own.</summary>
    Owner,

    /// <summary>Operators.</summary>
    Operator,
}

/// <summary>The declaration on a route.</summary>
internal sealed record Access(AccessKind Kind);

internal static class AccessDeclarations
{
    public const string OperatorRole = "operator";

    public static TBuilder ForAll<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new Access(AccessKind.Public)).AllowAnonymous();

    public static TBuilder ForSigned<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new Access(AccessKind.Signed)).AllowAnonymous();

    public static TBuilder ForOwner<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new Access(AccessKind.Owner)).RequireAuthorization();

    public static TBuilder ForOperators<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route
            .WithMetadata(new Access(AccessKind.Operator))
            .RequireAuthorization(policy => policy.RequireRole(OperatorRole));

    /// <exception cref="InvalidOperationException">A route does not say who may use it.</exception>
    public static void CheckDeclared(IEnumerable<EndpointDataSource> sources)
    {
        var undeclared = sources
            .SelectMany(s => s.Endpoints)
            .Where(e => e.Metadata.GetMetadata<Access>() is null)
            .Select(e => e.DisplayName)
            .ToArray();
        if (undeclared.Length > 0)
            throw new InvalidOperationException($"Routes without declared access: {string.Join(", ", undeclared)}");
    }
}
