using Duoshou.Kernel;

namespace Duoshou.Warehouse.Engine;

/// <summary>Names as they stand in statements: quoted, because some of them (at, until) are words of SQL.</summary>
static class SqlNames
{
    public static string Sql(this FactColumn column) => $"\"{column.Name}\"";
}
