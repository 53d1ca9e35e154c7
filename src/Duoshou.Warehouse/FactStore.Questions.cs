using Duoshou.Kernel;

namespace Duoshou.Warehouse;

public sealed partial class FactStore
{
}
