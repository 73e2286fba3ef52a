using TorchSharp;
using Whittle.Compression.Native;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Whittle.Compression.Tests;

/// <summary>libtorch for tests: one thread, so that small tensors do not wait for others, and a named reason where it does not load.</summary>
internal static class Torch
{
    private static readonly string? _fault = Start();

    /// <summary>Skips the test where libtorch does not load.</summary>
    public static void Need()
    {
        if (_fault is not null)
        {
            Assert.Skip(_fault);
        }

        torch.random.manual_seed(1);
    }

    private static string? Start()
    {
        var fault = TorchNative.Fault();
        if (fault is null)
        {
            torch.set_num_threads(1);
        }

        return fault;
    }
}
