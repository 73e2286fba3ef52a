using System.Runtime.CompilerServices;

namespace Whittle.Runtime;

/// <summary>One sample of a batch, or several that follow one another: their part of every input and output, in the order in which <see cref="BatchPorts"/> got them.</summary>
public readonly unsafe ref struct BatchSample
{
    private readonly byte** _pointers;
    private readonly int* _strides;
    private readonly int _ports;
    private readonly int _sample;

    internal BatchSample(byte** pointers, int* strides, int ports, int sample, int count)
    {
        _pointers = pointers;
        _strides = strides;
        _ports = ports;
        _sample = sample;
        Count = count;
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Their part of an input.</summary>
    public ReadOnlySpan<T> Input<T>(int port)
        where T : unmanaged => Output<T>(port);

    /// <summary>Their part of an output.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such port.</exception>
    public Span<T> Output<T>(int port)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)port, (uint)_ports, nameof(port));
        var stride = _strides[port];
        return new(_pointers[port] + ((nint)stride * _sample), stride / Unsafe.SizeOf<T>() * Count);
    }
}
