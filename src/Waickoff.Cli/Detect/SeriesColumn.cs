using System.Text.Json;

namespace Waickoff.Cli.Detect;

/// <summary>One value per candle.</summary>
/// <param name="Name">Its name in the result.</param>
/// <param name="Write">Writes the value at a candle; null in warm-up.</param>
internal sealed record SeriesColumn(string Name, Action<Utf8JsonWriter, int> Write)
{
    /// <summary>A column for each property of the values, or <c>value</c> when they are plain numbers.</summary>
    public static IReadOnlyList<SeriesColumn> Of<TValue>(TValue[] values)
        where TValue : struct
    {
        if (values is double[] numbers)
            return [Of("value", numbers)];
        var boxed = Array.ConvertAll(values, value => (object)value);
        return
        [
            .. AnalysisJson
                .PropertiesOf<TValue>()
                .Select(property => new SeriesColumn(
                    property.Name,
                    (writer, index) => property.WriteValue(writer, boxed[index])
                )),
        ];
    }

    private static SeriesColumn Of(string name, double[] numbers) =>
        new(
            name,
            (writer, index) =>
            {
                if (double.IsFinite(numbers[index]))
                    writer.WriteNumberValue(numbers[index]);
                else
                    writer.WriteNullValue();
            }
        );
}
