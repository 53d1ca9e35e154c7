using System.Text.Json;
using System.Text.Json.Nodes;

namespace Duoshou.Analytics.Cases;

/// <summary>Answers a file of worked cases by running the library on their inputs. The expected values in the file are never
/// read,
/// only which figures are asked for.</summary>
public static class AnalyticsCases
{
    /// <summary>
    /// One answer per case, in the file's order: <c>{"results":[{"id", "expected":{the same keys, computed}}]}</c>, or
    /// <c>{"id", "error":{"code", "detail"}}</c> where a case cannot be computed.
    /// </summary>
    /// <param name="casesJson">A file with a member <c>cases</c>; each has id, method, data, params and expected.</param>
    /// <param name="openData">Opens a data file from its prefix ("shared" or "heldout") and its path below that tree's data
    /// folder.</param>
    /// <param name="further">Methods answered elsewhere, by name or leading part of the name; they win over the ones known
    /// here.</param>
    public static JsonObject Answer(Stream casesJson, Func<string, string, Stream> openData,
        IReadOnlyDictionary<string, Func<CaseInput, JsonObject>>? further = null)
    {
        using JsonDocument file = JsonDocument.Parse(casesJson);
        JsonElement cases = file.RootElement.ValueKind == JsonValueKind.Object && file.RootElement.TryGetProperty("cases", out JsonElement named)
            ? named : file.RootElement;
        if (cases.ValueKind != JsonValueKind.Array) throw new FormatException("There is no list of cases: write {\"cases\":[{\"id\":…,\"method\":…}]}.");
        JsonArray results = [.. cases.EnumerateArray().Select((one, i) => one.ValueKind == JsonValueKind.Object
            ? (JsonNode)AnswerOne(new CaseInput(one, openData), further)
            : Error("", "case.input_unusable", $"Case {i + 1} of the list is no object with id, method, data, params and expected."))];
        return new JsonObject { ["results"] = results };
    }

    /// <summary>The function that answers a method: the longest known name that the method's text contains.</summary>
    static Func<CaseInput, JsonObject>? Find(string method, IReadOnlyDictionary<string, Func<CaseInput, JsonObject>>? further) =>
        Longest(method, further) ?? Longest(method, CaseMethods.ByName);

    static Func<CaseInput, JsonObject>? Longest(string method, IReadOnlyDictionary<string, Func<CaseInput, JsonObject>>? known) =>
        known?.Where(k => method.Contains(k.Key, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(k => k.Key.Length).ThenBy(k => k.Key, StringComparer.Ordinal).Select(k =>
                k.Value).FirstOrDefault();

    static JsonObject AnswerOne(CaseInput input, IReadOnlyDictionary<string, Func<CaseInput, JsonObject>>? further)
    {
        if (Find(input.Method, further) is not { } answer)
            return Error(input.Id, "case.method_unknown", $"No method is known under the name '{input.Method}'.");
        try
        {
            return new JsonObject { ["id"] = input.Id, ["expected"] = answer(input) };
        }
        catch (Exception told) when (told is IOException or FormatException or JsonException or InvalidDataException or UnauthorizedAccessException)
        {
            return Error(input.Id, "case.input_unusable", told.Message);
        }
        catch (Exception unfit) when (unfit is InvalidOperationException or KeyNotFoundException or ArgumentException or ArithmeticException
            or IndexOutOfRangeException or NotSupportedException or NullReferenceException or InvalidCastException)
        {
            return Error(input.Id, "case.input_unusable", $"The params or the data do not fit the method '{input.Method}': {unfit.Message} "
                + $"Look at the kind of each value ({input.Kinds()}) and at the columns of the data.");
        }
    }

    static JsonObject Error(string id, string code, string detail) =>
        new() { ["id"] = id, ["error"] = new JsonObject { ["code"] = code, ["detail"] = detail } };
}
