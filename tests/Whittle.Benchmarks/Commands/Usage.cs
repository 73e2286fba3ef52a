namespace Whittle.Benchmarks.Commands;

internal static class Usage
{
    public static int Print()
    {
        Console.Error.WriteLine("""
            ratios [net…] [--targets] [--kernels]   ours against ONNX Runtime, one thread, one sample
            layers net [variant]                    where the time of a net goes
            batch                                   many samples on all cores
            startup                                 the first prediction of a fresh process
            build-cost                              compression by the build, and the rules on models, in CPU time
            decode                                  decoding of stored weights, every form
            load [net…]                             decoding and packing at first use, on every path, and what is held then
            bdn --filter *                          BenchmarkDotNet
            kernels                                 every form of every layer: the table beside the selector
            kernels net…                            the same of some nets, printed only
            write-docs                              docs/performance.md
            """);
        return 2;
    }
}
