using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime;

/// <summary>Runs one sample of a batch, or several at once.</summary>
public delegate void BatchAction(BatchSample sample);

/// <summary>The inputs and outputs of a batch, and the loop over its samples on all cores. Generated code uses it; spans cannot cross threads, so it pins them.</summary>
/// <remarks>Add every input and output, then <see cref="Run(long, int, BatchAction)"/>.</remarks>
public unsafe ref struct BatchPorts
{
    /// <summary>How many inputs and outputs together fit.</summary>
    public const int Maximum = 8;

    /// <summary>Below this number of operations a second thread costs more than it saves.</summary>
    private const long OperationsPerThread = 100_000;

    /// <summary>Chunks per thread: enough that a slow core does not hold up the others.</summary>
    private const int ChunksPerThread = 4;

    private readonly int _count;
    private int _ports;
    private Span<byte> _port0;
    private Span<byte> _port1;
    private Span<byte> _port2;
    private Span<byte> _port3;
    private Span<byte> _port4;
    private Span<byte> _port5;
    private Span<byte> _port6;
    private Span<byte> _port7;

    /// <param name="count">Number of samples.</param>
    public BatchPorts(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _count = count;
    }

    /// <summary>Adds an input: the samples one after the other.</summary>
    /// <exception cref="ArgumentException">The span is not <paramref name="length"/> elements per sample long, or there are too many ports.</exception>
    public void Add<T>(ReadOnlySpan<T> samples, int length)
        where T : unmanaged => Add(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(samples), samples.Length), length);

    /// <summary>Adds an output: room for the samples' results one after the other.</summary>
    /// <exception cref="ArgumentException">The span is not <paramref name="length"/> elements per sample long, or there are too many ports.</exception>
    public void Add<T>(Span<T> samples, int length)
        where T : unmanaged
    {
        if (samples.Length != (long)length * _count)
        {
            throw new ArgumentException($"The batch needs {(long)length * _count} elements, but has {samples.Length}.", nameof(samples));
        }

        Port(_ports) = MemoryMarshal.AsBytes(samples);
        _ports++;
    }

    /// <summary>Calls <paramref name="action"/> once per sample, from several threads when there is enough to do. An exception of it comes out as it is.</summary>
    /// <param name="operations">Rough number of operations of one sample.</param>
    /// <param name="action">Runs a sample; must not keep anything of it.</param>
    public readonly void Run(long operations, BatchAction action) => Run(operations, together: 1, action);

    /// <summary>The same with up to <paramref name="together"/> samples in a call.</summary>
    /// <param name="operations">Rough number of operations of one sample.</param>
    /// <param name="together">Samples of a call; the last one may have fewer.</param>
    /// <param name="action">Runs the samples; must not keep anything of them.</param>
    public readonly void Run(long operations, int together, BatchAction action)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(together);
        fixed (byte* port0 = _port0, port1 = _port1, port2 = _port2, port3 = _port3, port4 = _port4, port5 = _port5, port6 = _port6, port7 = _port7)
        {
            var pointers = stackalloc byte*[Maximum] { port0, port1, port2, port3, port4, port5, port6, port7 };
            var strides = stackalloc int[Maximum];
            for (var i = 0; i < _ports && _count > 0; i++)
            {
                strides[i] = Length(i) / _count;
            }

            var samples = new Samples(pointers, strides, _ports, together, action);
            var threads = OperatingSystem.IsBrowser() ? 1 : Threads(operations);
            if (threads <= 1)
            {
                samples.Run(0, _count);
            }
            else
            {
                InParallel(samples, _count, together, threads);
            }
        }
    }

    private static void InParallel(Samples samples, int count, int together, int threads)
    {
        var calls = ((count - 1) / together) + 1;
        var chunks = Math.Min(calls, threads * ChunksPerThread);
        int First(int chunk) => (int)Math.Min(count, (long)calls * chunk / chunks * together);
        try
        {
            Parallel.For(
                0,
                chunks,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                chunk => samples.Run(First(chunk), First(chunk + 1)));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    private readonly int Threads(long operations)
    {
        var worthwhile = (double)operations * _count / OperationsPerThread;
        return (int)Math.Min(Math.Min(Environment.ProcessorCount, _count), worthwhile);
    }

    private readonly int Length(int port) => port switch
    {
        0 => _port0.Length,
        1 => _port1.Length,
        2 => _port2.Length,
        3 => _port3.Length,
        4 => _port4.Length,
        5 => _port5.Length,
        6 => _port6.Length,
        _ => _port7.Length,
    };

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    private ref Span<byte> Port(int port)
    {
        switch (port)
        {
            case 0: return ref _port0;
            case 1: return ref _port1;
            case 2: return ref _port2;
            case 3: return ref _port3;
            case 4: return ref _port4;
            case 5: return ref _port5;
            case 6: return ref _port6;
            case 7: return ref _port7;
            default: throw new ArgumentException($"A batch has at most {Maximum} inputs and outputs.");
        }
    }

    /// <summary>What the threads share: addresses that stay valid while <see cref="BatchPorts.Run(long, int, BatchAction)"/> has not returned.</summary>
    private sealed class Samples(byte** pointers, int* strides, int ports, int together, BatchAction action)
    {
        public void Run(int first, int end)
        {
            for (var sample = first; sample < end; sample += together)
            {
                action(new BatchSample(pointers, strides, ports, sample, Math.Min(together, end - sample)));
            }
        }
    }
}
