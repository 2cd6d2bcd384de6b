using Waickoff.Analysis;
using Waickoff.Server.Delivery;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>The mails about an account, in the language of the person.</summary>
internal sealed class AccountMails(PublicAddress address, TimeProvider time)
{
    public void Confirm(WaickoffDb db, Person person, string code) =>
        Send(
            db,
            person,
            new LocalText("Confirm your address", "Confirma tu dirección"),
            link =>
                LocalText.Of(
                    $"Open this link to confirm your address at WAIckoff:\n\n{link}\n\nIf you did not ask for it, do nothing.",
                    $"Abre este enlace para confirmar tu dirección en WAIckoff:\n\n{link}\n\nSi no lo pediste, no hagas nada."
                ),
            $"/confirm?person={person.Id}&code={Uri.EscapeDataString(code)}"
        );

    public void AlreadyKnown(WaickoffDb db, Person person) =>
        Send(
            db,
            person,
            new LocalText("You already have an account", "Ya tienes una cuenta"),
            link =>
                LocalText.Of(
                    $"Somebody tried to open an account at WAIckoff with this address, which has one. Sign in here:\n\n{link}",
                    $"Alguien intentó abrir una cuenta en WAIckoff con esta dirección, que ya tiene una. Inicia sesión aquí:\n\n{link}"
                ),
            "/sign-in"
        );

    public void Reset(WaickoffDb db, Person person, string code) =>
        Send(
            db,
            person,
            new LocalText("Choose a new password", "Elige una contraseña nueva"),
            link =>
                LocalText.Of(
                    $"Open this link within 30 minutes to choose a new password at WAIckoff:\n\n{link}\n\nIf you did not ask for it, do nothing.",
                    $"Abre este enlace antes de 30 minutos para elegir una contraseña nueva en WAIckoff:\n\n{link}\n\nSi no lo pediste, no hagas nada."
                ),
            $"/reset?person={person.Id}&code={Uri.EscapeDataString(code)}"
        );

    private void Send(WaickoffDb db, Person person, LocalText subject, Func<string, LocalText> text, string path) =>
        db.Send(
            person.Id,
            person.Email!,
            subject.In(person.Language),
            text(address.Of(path)).In(person.Language),
            time
        );
}
