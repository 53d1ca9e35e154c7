using Duoshou.Benchmarks.Warehouse;

// "warehouse" measures imports and questions beside the engine's own work in one run.
if (args is ["warehouse", .. string[] rest]) return await WarehouseSpeed.Run(rest);

Console.Error.WriteLine("Say what to measure: warehouse [import|questions] [rows] [shops]");
return 2;
