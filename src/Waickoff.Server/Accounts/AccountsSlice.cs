using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>People, sign-in, and what is theirs.</summary>
internal static class AccountsSlice
{
    private const string ConfirmationTokens = "confirmation";

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptions<AccountOptions>()
            .Bind(builder.Configuration.GetSection("Accounts"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(p => p.GetRequiredService<IOptions<AccountOptions>>().Value);
        services
            .AddIdentityCore<Person>(Configure)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<WaickoffDb>()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddPasswordValidator<KnownPasswords>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddTokenProvider<CodeProvider>(TokenOptions.DefaultAuthenticatorProvider)
            .AddTokenProvider<ConfirmationTokenProvider>(ConfirmationTokens);
        services.Configure<DataProtectionTokenProviderOptions>(tokens =>
            tokens.TokenLifespan = TimeSpan.FromMinutes(30)
        );
        // Who is signed out everywhere is so within five seconds.
        services.Configure<SecurityStampValidatorOptions>(stamps =>
            stamps.ValidationInterval = TimeSpan.FromSeconds(4)
        );
        services
            .AddOptions<IdentityPasskeyOptions>()
            .Configure<ServerOptions>((passkeys, server) => Passkeys.Configure(passkeys, server));
        services.AddScoped<AccountMails>();
        services.AddScoped<SignInAttempts>();
        services.AddScoped<UsedChallenges>();
        services.AddSingleton<OpenStreams>();
        services.AddScoped<IPersonalData, AccountData>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        SignInCookies.Configure(services);
    }

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/account").WithTags("Account");
        account
            .MapPost("/register", Register.HandleAsync)
            .ForAll()
            .WithSummary("Opens an account; a mail confirms it.");
        account
            .MapPost("/confirm", ConfirmEmail.HandleAsync)
            .ForAll()
            .WithSummary("Confirms the address by the code of the mail.");
        account.MapPost("/resend", ResendMail.HandleAsync).ForAll().WithSummary("Sends the confirmation mail again.");
        account
            .MapPost("/forgot", ForgotPassword.HandleAsync)
            .ForAll()
            .WithSummary("Sends a mail to choose a new password.");
        account
            .MapPost("/reset", ResetPassword.HandleAsync)
            .ForAll()
            .WithSummary("Chooses a new password by the code of the mail.");
        account.MapGet("/", Me.HandleAsync).ForOwner().WithSummary("Who is signed in.");
        account
            .MapPut("/", ChangeMe.HandleAsync)
            .ForOwner()
            .WithSummary("Changes language, time zone, and the acknowledged notice.");
        account
            .MapPost("/password", ChangePassword.HandleAsync)
            .ForOwner()
            .WithSummary("Changes the password; all others are signed out.");
        account
            .MapGet("/export", ExportAccount.Handle)
            .ForOwner()
            .Produces(StatusCodes.Status200OK, contentType: "application/zip")
            .WithSummary("Everything that is kept of the person: an archive with each table as JSON and as CSV.");
        account
            .MapPost("/delete", DeleteAccount.HandleAsync)
            .ForOwner()
            .WithSummary("Deletes the account and what is personal in it.");

        var signIn = api.MapGroup("/sign-in").WithTags("Sign-in");
        signIn.MapPost("/", SignIn.HandleAsync).ForAll().WithSummary("Signs in with e-mail and password.");
        signIn
            .MapPost("/code", SignInWithCode.HandleAsync)
            .ForAll()
            .WithSummary("The second step: the code of the authenticator app, or a recovery code.");
        signIn
            .MapPost("/passkey/options", Passkeys.RequestOptionsAsync)
            .ForAll()
            .WithSummary("What a browser needs to sign in with a passkey.");
        signIn.MapPost("/passkey", Passkeys.SignInAsync).ForAll().WithSummary("Signs in with a passkey.");
        signIn.MapPost("/out", SignOut.HandleAsync).ForOwner().WithSummary("Signs out here.");
        signIn
            .MapPost("/out-everywhere", SignOut.EverywhereAsync)
            .ForOwner()
            .WithSummary("Signs out everywhere, this browser too.");

        var passkeys = account.MapGroup("/passkeys");
        passkeys.MapGet("/", Passkeys.ListAsync).ForOwner().WithSummary("The passkeys of the person.");
        passkeys
            .MapPost("/options", Passkeys.CreationOptionsAsync)
            .ForOwner()
            .WithSummary("What a browser needs to make a passkey.");
        passkeys.MapPost("/", Passkeys.AddAsync).ForOwner().WithSummary("Adds a passkey.");
        passkeys.MapDelete("/{passkey}", Passkeys.RemoveAsync).ForOwner().WithSummary("Removes a passkey.");

        api.MapPut("/operators", ChangeOperator.HandleAsync)
            .ForOperators()
            .WithTags("Operators")
            .WithSummary("Makes a person an operator, or takes that away and signs the person out everywhere.");

        var operators = api.MapGroup("/operators").WithTags("Operators");
        operators
            .MapGet("/people", ReadPeople.ListAsync)
            .ForOperators()
            .WithSummary("The people with an account, newest first; all, or those whose address has a text in it.");
        operators
            .MapGet("/people/{person}", ReadPeople.OneAsync)
            .ForOperators()
            .WithSummary("A person with an account.");
        operators
            .MapGet("/actions", ReadActions.HandleAsync)
            .ForOperators()
            .WithSummary("What operators did, newest first.");

        var authenticator = account.MapGroup("/authenticator");
        authenticator
            .MapPost("/", Authenticator.BeginAsync)
            .ForOwner()
            .WithSummary("A new key for an authenticator app; in force once confirmed.");
        authenticator
            .MapPost("/confirm", Authenticator.ConfirmAsync)
            .ForOwner()
            .WithSummary("Turns codes on; gives recovery codes, once.");
        authenticator.MapPost("/off", Authenticator.OffAsync).ForOwner().WithSummary("Turns codes off.");
    }

    private static void Configure(IdentityOptions identity)
    {
        identity.User.RequireUniqueEmail = true;
        identity.SignIn.RequireConfirmedEmail = true;
        identity.Password.RequiredLength = Register.ShortestPassword;
        identity.Password.RequireDigit = false;
        identity.Password.RequireLowercase = false;
        identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
        identity.Lockout.MaxFailedAccessAttempts = 5;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(1);
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        identity.Tokens.EmailConfirmationTokenProvider = ConfirmationTokens;
    }
}
