using Duoshou.App.Metrics;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;

namespace Duoshou.Web.Metrics;

/// <summary>Questions of pages: the selection of the desk with metrics, dimensions and filters from the address.</summary>
static class Questions
{
    public static Answered<MetricQuestion> Of(Desk desk, IReadOnlyList<string> metrics, IReadOnlyList<string> by, IReadOnlyList<string> where,
        string? orderBy = null, int? limit = null)
    {
        Answered<MetricQuestion> read = new QuestionText(metrics, by, where, OrderBy: orderBy, Limit: limit).Read(desk.LastDay);
        return read.Value is { } question
            ? new(question with { Range = desk.Selection.Range, Against = desk.Selection.Before is null ? null : desk.Selection.Against, Currency = desk.Selection.Currency }, null)
            : read;
    }
}
