using System.Text;
using System.Xml;
using Duoshou.Tax.Declarations.Signing;

namespace Duoshou.Tax.Declarations.Messages;

/// <summary>
/// Messages to XML and back. What is written is already in canonical form: no declaration, no white space between elements,
/// elements in the order of the schema, empty ones left out. Lines are where an element stands, not how it is indented:
/// re-indenting a signed message breaks its signature.
/// </summary>
public static class CebXml
{
    static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null,
        MaxCharactersInDocument = 64_000_000 };

    /// <summary>The message as XML without a declaration.</summary>
    /// <exception cref="FormatException">An element is not known to the schema, or a character may not stand in XML.</exception>
    public static string Write(CebMessage message)
    {
        CebKind kind = CebSchema.Kind(message.Kind);
        StringBuilder xml = new(2048);
        xml.Append("<ceb:").Append(kind.Message).Append("Message xmlns:ceb=\"").Append(CebSchema.Namespace).Append("\" guid=\"");
        CanonicalXml.Attribute(xml, message.Guid);
        xml.Append("\" version=\"");
        CanonicalXml.Attribute(xml, message.Version);
        xml.Append("\">");
        foreach (CebDocument document in message.Documents)
        {
            if (kind.Wrapper.Length > 0) xml.Append("<ceb:").Append(kind.Wrapper).Append('>');
            Entity(xml, kind.Message, kind.Head, document.Head);
            foreach (CebEntity line in document.Lines) Entity(xml, kind.Message, kind.List, line);
            if (kind.Wrapper.Length > 0) xml.Append("</ceb:").Append(kind.Wrapper).Append('>');
        }

        if (message.Transfer is { } transfer) Entity(xml, kind.Message, "BaseTransfer", transfer);
        foreach (CebEntity subscriber in message.Subscribers) Entity(xml, kind.Message, "BaseSubscribe", subscriber);
        if (message.Extension is { } extension) Entity(xml, kind.Message, "ExtendMessage", extension);
        return xml.Append("</ceb:").Append(kind.Message).Append("Message>").ToString();
    }

    /// <summary>The message out of XML, signed or not, with or without a declaration.</summary>
    /// <exception cref="FormatException">The text is not a message of this edition; says which element is in the way.</exception>
    public static CebMessage Read(string xml)
    {
        XmlDocument document = Load(xml);
        XmlElement root = document.DocumentElement!;
        if (root.NamespaceURI != CebSchema.Namespace || !root.LocalName.EndsWith("Message", StringComparison.Ordinal))
            throw new FormatException($"The root {root.Name} is not a message of the namespace {CebSchema.Namespace}.");
        CebKind kind = CebSchema.Kind(root.LocalName[..^"Message".Length]);
        List<CebDocument> documents = [];
        List<CebEntity> subscribers = [];
        CebEntity? transfer = null, extension = null;
        foreach (XmlElement child in root.ChildNodes.OfType<XmlElement>())
        {
            if (child.LocalName == "Signature") continue;
            if (child.LocalName == "BaseTransfer") transfer = Entity(child, kind.Message);
            else if (child.LocalName == "BaseSubscribe") subscribers.Add(Entity(child, kind.Message));
            else if (child.LocalName == "ExtendMessage") extension = Entity(child, kind.Message);
            else documents.Add(Document(child, kind));
        }

        return new()
        {
            Kind = kind.Message, Guid = root.GetAttribute("guid"), Version = root.GetAttribute("version"), Documents = documents,
            Transfer = transfer, Subscribers = subscribers, Extension = extension,
        };
    }

    internal static XmlDocument Load(string xml)
    {
        XmlDocument document = new() { PreserveWhitespace = true, XmlResolver = null };
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(xml), Safe);
            document.Load(reader);
        }
        catch (XmlException wrong)
        {
            throw new FormatException($"The text is not XML: {wrong.Message}", wrong);
        }

        return document;
    }

    static CebDocument Document(XmlElement element, CebKind kind)
    {
        if (kind.Wrapper.Length == 0)
            return element.LocalName == kind.Head ? new(Entity(element, kind.Message), []) : throw Unexpected(element, kind.Head);
        if (element.LocalName != kind.Wrapper) throw Unexpected(element, kind.Wrapper);
        XmlElement[] parts = [.. element.ChildNodes.OfType<XmlElement>()];
        if (parts.Length == 0 || parts[0].LocalName != kind.Head) throw Unexpected(parts.FirstOrDefault() ?? element, kind.Head);
        if (parts.Skip(1).FirstOrDefault(p => p.LocalName != kind.List) is { } other) throw Unexpected(other, kind.List);
        return new(Entity(parts[0], kind.Message), [.. parts.Skip(1).Select(p => Entity(p, kind.Message))]);
    }

    static CebEntity Entity(XmlElement element, string message)
    {
        IReadOnlyList<CebField> fields = CebSchema.Fields(message, element.LocalName);
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        int at = 0;
        foreach (XmlElement child in element.ChildNodes.OfType<XmlElement>())
        {
            int place = Place(fields, child.LocalName);
            if (place < 0)
                throw new FormatException(
                    $"{element.LocalName} has no element {child.LocalName} in edition {CebSchema.Edition}.");
            if (place < at)
                throw new FormatException(
                    $"{element.LocalName}/{child.LocalName} stands out of the order of the schema, or twice.");
            at = place + 1;
            if (child.InnerText.Length > 0) values[child.LocalName] = child.InnerText;
        }

        return new(values);
    }

    static int Place(IReadOnlyList<CebField> fields, string name)
    {
        for (int i = 0; i < fields.Count; i++)
            if (fields[i].Name == name) return i;
        return -1;
    }

    static void Entity(StringBuilder xml, string message, string name, CebEntity entity)
    {
        IReadOnlyList<CebField> fields = CebSchema.Fields(message, name);
        xml.Append("<ceb:").Append(name).Append('>');
        int written = 0;
        foreach (CebField field in fields)
        {
            string value = entity[field.Name];
            if (entity.Values.ContainsKey(field.Name)) written++;
            if (value.Length == 0) continue;
            xml.Append("<ceb:").Append(field.Name).Append('>');
            CanonicalXml.Text(xml, value);
            xml.Append("</ceb:").Append(field.Name).Append('>');
        }

        if (written < entity.Values.Count)
            throw new FormatException(
                $"{name} has no element {entity.Values.Keys.First(k => Place(fields, k) < 0)} in edition {CebSchema.Edition}.");
        xml.Append("</ceb:").Append(name).Append('>');
    }

    static FormatException Unexpected(XmlElement element, string expected) =>
        new($"Element {element.Name} stands where {expected} is expected.");
}
