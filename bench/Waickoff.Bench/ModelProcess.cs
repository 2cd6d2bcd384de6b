using System.Diagnostics;
using System.Globalization;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Bench;

/// <summary>The sandbox model as a process of its own, which tells how long it took over each question that bears a mark and a number.</summary>
internal sealed class ModelProcess : IAsyncDisposable
{
    public const string Mark = "number ";
    public const string ApiKey = "sandbox";
    private readonly Process process;

    private ModelProcess(Process process, string baseUrl) => (this.process, BaseUrl) = (process, baseUrl);

    public string BaseUrl { get; }

    public static async Task<ModelProcess> StartAsync()
    {
        var process = ServeFigures.Start("serve-model");
        return new ModelProcess(process, (await process.StandardOutput.ReadLineAsync())!);
    }

    /// <summary>From now on it thinks for so long before its first word.</summary>
    public async Task PaceAsync(TimeSpan thinking)
    {
        await process.StandardInput.WriteLineAsync(thinking.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        await process.StandardOutput.ReadLineAsync();
    }

    /// <summary>What it took over each question until its first word, counting included, in milliseconds; ends it.</summary>
    public async Task<IReadOnlyDictionary<int, double>> TimesAsync()
    {
        process.StandardInput.Close();
        var times = new Dictionary<int, double>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var (number, taken) = (line.Split(' ')[0], line.Split(' ')[1]);
            times[int.Parse(number, CultureInfo.InvariantCulture)] = double.Parse(taken, CultureInfo.InvariantCulture);
        }
        return times;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>The process itself (<c>serve-model</c>): a line sets its pace, the end of its input lets it tell and end.</summary>
    public static async Task RunAsync()
    {
        await using var model = await SandboxModel.StartAsync(
            new SandboxModelOptions { ApiKey = ApiKey, MostKeptPrompts = 2_000 }
        );
        Console.WriteLine(model.BaseUrl);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var thinking = TimeSpan.FromMilliseconds(double.Parse(line, CultureInfo.InvariantCulture));
            model.Truth.Clear();
            model.Scripts.Always(ModelScript.Paced(new ModelPace(thinking, 0)));
            Console.WriteLine();
        }
        var times = new SortedDictionary<int, double>();
        foreach (var call in model.Truth.Calls)
            if (NumberOf(call.Body) is { } number && (call.BegunAt ?? call.EndedAt) is { } first)
                times[number] = times.GetValueOrDefault(number) + (first - call.StartedAt).TotalMilliseconds;
        foreach (var (number, taken) in times)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number} {taken:0.0}"));
    }

    /// <summary>The number of the last marked question in a prompt.</summary>
    private static int? NumberOf(string? body)
    {
        var at = body?.LastIndexOf(Mark, StringComparison.Ordinal) ?? -1;
        return at >= 0 && int.TryParse(body.AsSpan(at + Mark.Length, 4), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
