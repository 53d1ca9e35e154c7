using System.Text;
using System.Xml;
using Duoshou.Tax.Declarations.Messages;

namespace Duoshou.Tax.Declarations.Signing;

/// <summary>
/// Inclusive canonical XML 1.0 without comments (http://www.w3.org/TR/2001/REC-xml-c14n-20010315) of a document or of one element
/// in its namespace context. Written here because the runtime's signing class knows no SM algorithms; the rules needed are few.
/// </summary>
public static class CanonicalXml
{
    /// <summary>
    /// The canonical bytes of a document, leaving out any XML signature that is a child of the root (the enveloped transform).
    /// </summary>
    /// <exception cref="FormatException">The text is not well-formed, or holds a document type.</exception>
    public static byte[] WithoutSignature(string xml)
    {
        XmlDocument document = CebXml.Load(xml);
        return Encoding.UTF8.GetBytes(
            Of(document.DocumentElement!, child => child.LocalName == "Signature"
            && child.NamespaceURI == CebSignature.Namespace));
    }

    internal static string Of(XmlElement apex, Func<XmlElement, bool>? skip = null)
    {
        StringBuilder output = new(4096);
        Element(output, apex, Scope(apex), new SortedDictionary<string, string>(StringComparer.Ordinal), skip);
        return output.ToString();
    }

    /// <summary>Every namespace in force at the apex, its ancestors' included.</summary>
    static SortedDictionary<string, string> Scope(XmlElement apex)
    {
        SortedDictionary<string, string> scope = new(StringComparer.Ordinal);
        Stack<XmlElement> path = new();
        for (XmlNode? node = apex; node is XmlElement element; node = node.ParentNode) path.Push(element);
        foreach (XmlElement element in path) Declare(scope, element);
        return scope;
    }

    static void Declare(SortedDictionary<string, string> scope, XmlElement element)
    {
        foreach (XmlAttribute attribute in element.Attributes)
        {
            if (attribute.Name == "xmlns") scope[""] = attribute.Value;
            else if (attribute.Prefix == "xmlns") scope[attribute.LocalName] = attribute.Value;
        }
    }

    static void Element(StringBuilder output, XmlElement element, SortedDictionary<string, string> scope,
        SortedDictionary<string, string> said, Func<XmlElement, bool>? skip)
    {
        output.Append('<').Append(element.Name);
        SortedDictionary<string, string> inside = new(said, StringComparer.Ordinal);
        foreach ((string prefix, string uri) in scope)
        {
            bool already = said.TryGetValue(prefix, out string? before) ? before == uri : prefix.Length == 0 && uri.Length == 0;
            if (already) continue;
            output.Append(prefix.Length == 0 ? " xmlns" : " xmlns:").Append(prefix).Append("=\"");
            Attribute(output, uri);
            output.Append('"');
            inside[prefix] = uri;
        }

        foreach (XmlAttribute attribute in element.Attributes.OfType<XmlAttribute>()
            .Where(a => a.Name != "xmlns" && a.Prefix != "xmlns")
            .OrderBy(a => a.NamespaceURI, StringComparer.Ordinal).ThenBy(a => a.LocalName, StringComparer.Ordinal))
        {
            output.Append(' ').Append(attribute.Name).Append("=\"");
            Attribute(output, attribute.Value);
            output.Append('"');
        }

        output.Append('>');
        foreach (XmlNode child in element.ChildNodes) Node(output, child, scope, inside, skip);
        output.Append("</").Append(element.Name).Append('>');
    }

    static void Node(StringBuilder output, XmlNode node, SortedDictionary<string, string> scope, SortedDictionary<string,
        string> said, Func<XmlElement, bool>? skip)
    {
        switch (node)
        {
            case XmlElement element when skip?.Invoke(element) == true: return;
            case XmlElement element:
                SortedDictionary<string, string> here = scope;
                if (element.Attributes.OfType<XmlAttribute>().Any(a => a.Name == "xmlns" || a.Prefix == "xmlns"))
                {
                    here = new(scope, StringComparer.Ordinal);
                    Declare(here, element);
                }

                Element(output, element, here, said, null);
                return;
            case XmlProcessingInstruction instruction:
                output.Append("<?").Append(instruction.Target).Append(instruction.Data.Length > 0 ? " " : "")
                    .Append(instruction.Data).Append("?>");
                return;
            case XmlText or XmlCDataSection or XmlWhitespace or XmlSignificantWhitespace:
                Text(output, node.Value!);
                return;
        }
    }

    /// <summary>Text content: ampersand, angle brackets and carriage return are written as references.</summary>
    /// <exception cref="FormatException">A character that may not stand in XML.</exception>
    internal static void Text(StringBuilder output, string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            switch (c)
            {
                case '&': output.Append("&amp;"); break;
                case '<': output.Append("&lt;"); break;
                case '>': output.Append("&gt;"); break;
                case '\r': output.Append("&#xD;"); break;
                default: output.Append(Allowed(value, i)); break;
            }
        }
    }

    /// <summary>
    /// Attribute content: quotation mark, tabulator and line ends are written as references, the closing bracket is not.
    /// </summary>
    internal static void Attribute(StringBuilder output, string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            switch (c)
            {
                case '&': output.Append("&amp;"); break;
                case '<': output.Append("&lt;"); break;
                case '"': output.Append("&quot;"); break;
                case '\t': output.Append("&#x9;"); break;
                case '\n': output.Append("&#xA;"); break;
                case '\r': output.Append("&#xD;"); break;
                default: output.Append(Allowed(value, i)); break;
            }
        }
    }

    static char Allowed(string value, int at)
    {
        char c = value[at];
        bool good = XmlConvert.IsXmlChar(c)
            || (char.IsHighSurrogate(c) && at + 1 < value.Length && char.IsLowSurrogate(value[at + 1])) ||
            (char.IsLowSurrogate(c) && at > 0 && char.IsHighSurrogate(value[at - 1]));
        return good ? c : throw new FormatException($"Character U+{(int)c:X4} may not stand in XML.");
    }
}
