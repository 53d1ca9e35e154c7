[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Duoshou.Libraries.Tests")]
