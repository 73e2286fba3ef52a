using Whittle.Benchmarks.Commands;

return args switch
{
    ["ratios", .. var rest] => Ratios.Run(rest),
    ["layers", var net] => Layers.Run(net, "int8-dense"),
    ["layers", var net, var variant] => Layers.Run(net, variant),
    ["batch"] => Batch.Run(),
    ["startup"] => Startup.Run(),
    ["build-cost"] => BuildCost.Run(),
    ["decode"] => Decode.Run(),
    ["load", .. var rest] => Load.Run(rest),
    ["bdn", .. var rest] => BenchmarkDotNetRun.Run(rest),
    ["kernels", .. var nets] => Kernels.Run(nets),
    ["write-docs"] => WriteDocs.Run(),
    _ => Usage.Print(),
};
