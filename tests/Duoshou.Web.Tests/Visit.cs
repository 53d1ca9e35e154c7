using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Duoshou.Web.Tests;

/// <summary>Someone who opens pages and sends forms, and keeps cookies and the token of the last page as a browser does.</summary>
public sealed class Visit(string address, CookieContainer? session = null)
{
    public const string Forgery = "__RequestVerificationToken";
    static readonly HtmlParser Parser = new();
    string token = "";

    public CookieContainer Cookies { get; } = session ?? new();

    public HttpClient Http => field ??= new(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = true }) { BaseAddress = new(address) };

    public HttpResponseMessage Last { get; private set; } = new();

    public async Task<IHtmlDocument> Open(string path) => await Read(await Http.GetAsync(path));

    public async Task<IHtmlDocument> Submit(string path, params (string Name, string Value)[] fields) => await Read(await Http.PostAsync(path,
        new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create(Forgery, token)])));

    public async Task<IHtmlDocument> Upload(string path, string file, string content, params (string Name, string Value)[] fields)
    {
        MultipartFormDataContent form = new() { { new StringContent(token), Forgery }, { new StringContent(content), "files", file } };
        foreach ((string name, string value) in fields) form.Add(new StringContent(value), name);
        return await Read(await Http.PostAsync(path, form));
    }

    async Task<IHtmlDocument> Read(HttpResponseMessage answer)
    {
        Last = answer;
        IHtmlDocument page = Parser.ParseDocument(await answer.Content.ReadAsStringAsync());
        token = page.QuerySelector($"input[name={Forgery}]")?.GetAttribute("value") ?? token;
        return page;
    }
}
