using Duoshou.App.Connectors.Formats;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// Classes the rows of an order file by rules that are data; the first rule of which every condition holds decides, else it is a
/// sale.
/// </summary>
sealed class RowClasses(IReadOnlyList<ClassRule> rules, FactTable table)
{
    readonly (string Class, Condition[] When, bool Refunds)[] compiled =
        [.. rules.Select(rule => (rule.Class, rule.When.Select(when => new Condition(table[when.Key], when.Value)).ToArray(), rule.Refunds))];

    readonly int rowClass = table["row_class"].Ordinal, quantity = table["quantity"].Ordinal, gross = table["gross"].Ordinal,
        paid = table["paid"].Ordinal, refundedQuantity = table["refunded_quantity"].Ordinal, refunded = table["refunded"].Ordinal;

    /// <summary>Writes the class; a cancellation's pieces and money stand, without their sign, in the refunded columns too.</summary>
    public string Classify(RowDraft draft)
    {
        string found = draft.Text(rowClass) ?? RowClass.Sale;
        if (draft.Text(rowClass) is null)
            foreach ((string name, Condition[] conditions, bool refunds) in compiled)
                if (AllHold(conditions, draft))
                {
                    found = name;
                    if (refunds) Refund(draft);
                    break;
                }
        draft.Text(rowClass) = found;
        if (found != RowClass.Cancellation) return found;
        if (draft.Number(refundedQuantity) == FactChunk.Unknown) draft.Number(refundedQuantity) = Magnitude(draft.Number(quantity));
        if (draft.Number(refunded) == FactChunk.Unknown) draft.Number(refunded) = Magnitude(draft.Number(gross));
        return found;
    }

    /// <summary>An order that was paid and closed, of which the source gives no refund: the money went back whole, with the pieces.</summary>
    void Refund(RowDraft draft)
    {
        draft.Number(refunded) = draft.Number(paid);
        if (draft.Number(refundedQuantity) == FactChunk.Unknown) draft.Number(refundedQuantity) = draft.Number(quantity);
    }

    static bool AllHold(Condition[] conditions, RowDraft draft)
    {
        foreach (Condition condition in conditions)
            if (!condition.Holds(draft)) return false;
        return true;
    }

    static long Magnitude(long number) => number == FactChunk.Unknown ? number : Math.Abs(number);

    sealed class Condition
    {
        const int LimitJudged = 1 << 16;
        readonly FactColumn column;
        readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
        readonly List<string> beginnings = [], parts = [];
        readonly bool below, zero, above, empty;

        // Texts are pooled, so the same word is the same object and was judged before.
        readonly Dictionary<string, bool> judged = new(ReferenceEqualityComparer.Instance);
        string? last;
        bool lastHolds;

        public Condition(FactColumn column, IReadOnlyList<string> any)
        {
            this.column = column;
            foreach (string one in any)
                if (one == "empty") empty = true;
                else if (one == "<0") below = true;
                else if (one == "=0") zero = true;
                else if (one == ">0") above = true;
                else if (one.StartsWith('*')) parts.Add(one.Trim('*'));
                else if (one.EndsWith('*')) beginnings.Add(one.TrimEnd('*'));
                else words.Add(one);
        }

        public bool Holds(RowDraft draft) => column.Type == FactType.Text ? Holds(draft.Text(column.Ordinal))
            : Holds(draft.Number(column.Ordinal));

        bool Holds(long number) => number == FactChunk.Unknown ? empty : number < 0 ? below : number == 0 ? zero : above;

        bool Holds(string? text)
        {
            if (text is null) return empty;
            if (ReferenceEquals(text, last)) return lastHolds;
            if (!judged.TryGetValue(text, out bool holds))
            {
                holds = Fits(text);
                if (judged.Count < LimitJudged) judged.Add(text, holds);
            }
            (last, lastHolds) = (text, holds);
            return holds;
        }

        bool Fits(string text)
        {
            if (words.Contains(text)) return true;
            foreach (string beginning in beginnings)
                if (text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) return true;
            foreach (string part in parts)
                if (text.Contains(part, StringComparison.OrdinalIgnoreCase)) return true;
            return false;
        }
    }
}
