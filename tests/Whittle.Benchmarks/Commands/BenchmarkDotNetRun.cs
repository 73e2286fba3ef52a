using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Whittle.Benchmarks.Commands;

/// <summary>BenchmarkDotNet, for those who want its statistics.</summary>
internal static class BenchmarkDotNetRun
{
    public static int Run(string[] arguments)
    {
        // In this process: a project that BenchmarkDotNet writes would not stand by the rules of this repository.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkDotNetRun).Assembly).Run(arguments, DefaultConfig.Instance.AddJob(job));
        return 0;
    }
}
