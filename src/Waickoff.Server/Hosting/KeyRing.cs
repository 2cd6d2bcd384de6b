using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Waickoff.Analysis;

namespace Waickoff.Server.Hosting;

/// <summary>The keys that sign cookies and links: in the database, so that all processes share them, and encrypted there.</summary>
internal sealed class KeyRing(IServiceScopeFactory scopes, MasterKey master)
    : IConfigureOptions<KeyManagementOptions>,
        IXmlRepository
{
    public void Configure(KeyManagementOptions options)
    {
        options.XmlRepository = this;
        options.XmlEncryptor = new Encryptor(master);
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        return [.. db.Set<RingKey>().AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<WaickoffDb>();
        db.Add(new RingKey { Id = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }

    /// <summary>Makes sure that what the ring holds was sealed with the master key of this process.</summary>
    /// <exception cref="ServerStartException">It was sealed with another.</exception>
    public void Check()
    {
        try
        {
            foreach (var name in GetAllElements().SelectMany(e => e.Descendants("sealed")))
                master.Open(Convert.FromBase64String(name.Value));
        }
        catch (CryptographicException e)
        {
            throw new ServerStartException(
                new LocalText(
                    "the keys in the database were sealed with another master key; give all servers the same Server:MasterKey",
                    "las claves de la base de datos se sellaron con otra clave maestra; da a todos los servidores la misma Server:MasterKey"
                ),
                e
            );
        }
    }

    private sealed class Encryptor(MasterKey master) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
            new(
                new XElement("sealed", Convert.ToBase64String(master.Seal(plaintextElement.ToString()))),
                typeof(KeyRingDecryptor)
            );
    }
}

/// <summary>Opens what the ring of keys holds; made by the framework.</summary>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<MasterKey>().Open(Convert.FromBase64String(encryptedElement.Value)));
}

/// <summary>A key of the ring as it is stored.</summary>
internal sealed class RingKey
{
    public required string Id { get; init; }

    public required string Xml { get; init; }
}

internal sealed class RingKeyTable : IEntityTypeConfiguration<RingKey>
{
    public void Configure(EntityTypeBuilder<RingKey> builder) => builder.ToTable("ring_key");
}

/// <summary>Ends the start of a server that could not open what others have sealed.</summary>
internal sealed class KeyRingCheck(KeyRing ring) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ring.Check();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
