using System.Globalization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>The cookies of signing in: what they are called, how long they hold, and what ends them before.</summary>
internal static class SignInCookies
{
    private const string Begun = "begun";

    public static void Configure(IServiceCollection services)
    {
        foreach (
            var (scheme, name) in new[]
            {
                (IdentityConstants.ApplicationScheme, "waickoff"),
                (IdentityConstants.TwoFactorUserIdScheme, "waickoff-second"),
                (IdentityConstants.TwoFactorRememberMeScheme, "waickoff-known"),
                (IdentityConstants.ExternalScheme, "waickoff-external"),
            }
        )
            services
                .AddOptions<CookieAuthenticationOptions>(scheme)
                .Configure<ServerOptions>((cookie, server) => server.Guard(cookie.Cookie, name, SameSiteMode.Lax));
        services
            .AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<AccountOptions, IOptions<SecurityStampValidatorOptions>, TimeProvider>(
                (cookie, accounts, stamps, time) =>
                {
                    var interval = stamps.Value.ValidationInterval;
                    cookie.ExpireTimeSpan = accounts.IdleLimit;
                    cookie.Events.OnSigningIn = context =>
                    {
                        context.Properties.Items.TryAdd(
                            Begun,
                            time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)
                        );
                        return Task.CompletedTask;
                    };
                    cookie.Events.OnValidatePrincipal = context => ValidateAsync(context, accounts, interval, time);
                    cookie.Events.OnRedirectToLogin = context => RefuseAsync(context.HttpContext, Problems.NotSignedIn);
                    cookie.Events.OnRedirectToAccessDenied = context =>
                        RefuseAsync(context.HttpContext, Problems.NotAllowed);
                }
            );
    }

    /// <summary>However busy somebody is, after a time the password is asked for again.</summary>
    private static async Task ValidateAsync(
        CookieValidatePrincipalContext context,
        AccountOptions accounts,
        TimeSpan interval,
        TimeProvider time
    )
    {
        // It looks at the same interval, but to get it costs as much as the rest of a request.
        if (!(time.GetUtcNow() - context.Properties.IssuedUtc <= interval))
            await SecurityStampValidator.ValidatePrincipalAsync(context);
        var begun = context.Properties.Items.TryGetValue(Begun, out var text) ? text : null;
        var isOver =
            !DateTimeOffset.TryParseExact(begun, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            || time.GetUtcNow() - at > accounts.AbsoluteLimit;
        if (isOver)
            context.RejectPrincipal();
    }

    private static Task RefuseAsync(HttpContext http, Problem problem)
    {
        http.Response.StatusCode = problem.Status;
        return problem.Result(http).ExecuteAsync(http);
    }
}
