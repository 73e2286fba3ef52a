namespace Whittle.Benchmarks.Commands;

internal static class Usage
{
    public static int Print()
    {
        Console.Error.WriteLine("""
            ratios [net…] [--targets] [--kernels]   ours against ONNX Runtime, one thread, one sample
            """);
        return 2;
    }
}
