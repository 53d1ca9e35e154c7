namespace Duoshou.Web.Tax;

/// <summary>Stands for the texts of this folder: Texts.resx in English, Texts.zh.resx in Chinese.</summary>
public sealed class Texts;
