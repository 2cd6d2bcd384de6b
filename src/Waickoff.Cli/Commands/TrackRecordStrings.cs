using Waickoff.Backtest.TrackRecord;
using Waickoff.Server.TrackRecord;
using static System.FormattableString;

namespace Waickoff.Cli.Commands;

/// <summary>What the program says about the track record.</summary>
internal sealed record TrackRecordStrings
{
    public required string Language { get; init; }
    public required string Command { get; init; }
    public required string Verify { get; init; }
    public required string Head { get; init; }
    public required string Format { get; init; }
    public required Func<string, string> BadHead { get; init; }
    public required Func<string, string> NoRecord { get; init; }
    public required string NoTables { get; init; }
    public required Func<long, string, string, string> Broken { get; init; }
    public required string Expected { get; init; }
    public required string Found { get; init; }
    public required Func<string, string> NoGuard { get; init; }
    public required Func<RecordReport, string> Verified { get; init; }
    public required Func<ChainFaultKind, string> WhatOf { get; init; }

    public static TrackRecordStrings For(string language) => language == "en" ? English : Spanish;

    private static readonly TrackRecordStrings Spanish = new()
    {
        Language = "es",
        Command = "El historial público de escenarios.",
        Verify = "Recalcula toda la cadena y las notas; termina con 1 y nombra la primera entrada rota si la hay.",
        Head = "Una cabeza anotada antes: la cadena tiene que contenerla.",
        Format = "text o json.",
        BadHead = text => $"--head: se esperaba NÚMERO:HASH, como lo dice /api/track-record, no '{text}'",
        NoRecord = reason => $"no se puede leer el historial: {reason}",
        NoTables = "la base de datos no tiene sus tablas; las crea el servidor al empezar",
        Broken = (number, id, what) => Invariant($"Entrada {number}{(id.Length > 0 ? $" ({id})" : "")}: {what}"),
        Expected = "se esperaba",
        Found = "hay",
        NoGuard = name => $"Falta la protección {name}",
        Verified = report =>
            report.IsWhole
                ? Invariant(
                    $"{report.Scenarios} escenarios y {report.Grades} notas: la cadena está entera; cabeza {report.Head}"
                )
                : Invariant(
                    $"{report.Scenarios} escenarios y {report.Grades} notas enteros hasta {report.Head}; el historial NO está entero"
                ),
        WhatOf = kind =>
            kind switch
            {
                ChainFaultKind.Number => "falta, o no está en su sitio",
                ChainFaultKind.Previous => "no sigue a la entrada anterior",
                ChainFaultKind.Hash => "su hash no es el de su texto",
                ChainFaultKind.Text => "su texto no es el de una entrada",
                ChainFaultKind.Columns => "sus columnas no dicen lo que dice su texto",
                ChainFaultKind.Grade => "califica un escenario que no está, que es otro o que ya tiene nota",
                ChainFaultKind.Order => "no sigue al escenario anterior de su serie",
                ChainFaultKind.Waiting => "no tiene nota, y eso no cuadra con la lista de los que la esperan",
                ChainFaultKind.Head => "el historial termina en otro sitio que su cabeza: le falta el final",
                ChainFaultKind.Noted => "no es la entrada que nombra la cabeza anotada",
            },
    };

    private static readonly TrackRecordStrings English = new()
    {
        Language = "en",
        Command = "The public track record of scenarios.",
        Verify =
            "Recomputes the whole chain and its grades; ends with 1 and names the first broken entry when there is one.",
        Head = "A head that was noted earlier: the chain has to contain it.",
        Format = "text or json.",
        BadHead = text => $"--head: expected NUMBER:HASH, as /api/track-record tells it, not '{text}'",
        NoRecord = reason => $"the track record cannot be read: {reason}",
        NoTables = "the database does not have its tables; the server makes them when it starts",
        Broken = (number, id, what) => Invariant($"Entry {number}{(id.Length > 0 ? $" ({id})" : "")}: {what}"),
        Expected = "expected",
        Found = "found",
        NoGuard = name => $"The guard {name} is missing",
        Verified = report =>
            report.IsWhole
                ? Invariant(
                    $"{report.Scenarios} scenarios and {report.Grades} grades: the chain is whole; head {report.Head}"
                )
                : Invariant(
                    $"{report.Scenarios} scenarios and {report.Grades} grades are whole up to {report.Head}; the record is NOT whole"
                ),
        WhatOf = kind =>
            kind switch
            {
                ChainFaultKind.Number => "is missing, or not in its place",
                ChainFaultKind.Previous => "does not follow the entry before it",
                ChainFaultKind.Hash => "its hash is not that of its text",
                ChainFaultKind.Text => "its text is not that of an entry",
                ChainFaultKind.Columns => "its columns do not say what its text says",
                ChainFaultKind.Grade => "grades a scenario that is not there, is another one or has its grade already",
                ChainFaultKind.Order => "does not follow the scenario of its series before it",
                ChainFaultKind.Waiting => "has no grade, which does not agree with the list of those that wait for one",
                ChainFaultKind.Head => "the record ends elsewhere than its head: its tail is missing",
                ChainFaultKind.Noted => "is not the entry that the noted head names",
            },
    };
}
