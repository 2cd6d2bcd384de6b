using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Waickoff.Server.Hosting;

/// <summary>Traces and metrics over OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector; nothing of what is said in a chat.</summary>
internal sealed class Telemetry(IConfiguration configuration) : IHostedService, IDisposable
{
    private readonly List<IDisposable> providers = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"], UriKind.Absolute, out var collector))
            return Task.CompletedTask;
        var resource = ResourceBuilder.CreateDefault().AddService("waickoff");
        void To(OtlpExporterOptions otlp, string path) =>
            (otlp.Protocol, otlp.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(collector, path));
        providers.Add(
            Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", "System.Net.Http", "Waickoff.*")
                .AddOtlpExporter(otlp => To(otlp, "/v1/traces"))
                .Build()
        );
        providers.Add(
            Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(
                    "Microsoft.AspNetCore.Hosting",
                    "Microsoft.AspNetCore.Server.Kestrel",
                    "System.Net.Http",
                    "Waickoff.*"
                )
                .AddOtlpExporter(otlp => To(otlp, "/v1/metrics"))
                .Build()
        );
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => providers.ForEach(p => p.Dispose());
}
