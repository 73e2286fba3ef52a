// The runtime's surface that the sample plans call, with the least behind it that makes results checkable.
using System;
using System.Collections.Generic;

namespace Whittle.Runtime
{
    public delegate void BatchAction(BatchSample sample);

    public readonly ref struct BatchSample(List<Array> ports, List<int> lengths, int index)
    {
        public ReadOnlySpan<T> Input<T>(int port) => Output<T>(port);

        public Span<T> Output<T>(int port) => ((T[])ports[port]).AsSpan(index * lengths[port], lengths[port]);
    }

    public ref struct BatchPorts(int count)
    {
        private readonly List<Array> _ports = new();
        private readonly List<int> _lengths = new();
        private Span<float> _output;

        public void Add<T>(ReadOnlySpan<T> samples, int length)
        {
            _ports.Add(samples.ToArray());
            _lengths.Add(length);
        }

        public void Add<T>(Span<T> samples, int length)
        {
            Add((ReadOnlySpan<T>)samples, length);
            _output = typeof(T) == typeof(float) ? System.Runtime.InteropServices.MemoryMarshal.CreateSpan(
                ref System.Runtime.CompilerServices.Unsafe.As<T, float>(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(samples)),
                samples.Length) : default;
        }

        public void Run(long operations, BatchAction action)
        {
            for (var i = 0; i < count; i++)
            {
                action(new BatchSample(_ports, _lengths, i));
            }

            if (_output.Length > 0)
            {
                ((float[])_ports[^1]).CopyTo(_output);
            }
        }
    }
}

namespace Whittle.Runtime.Memory
{
    public static class ScratchPool
    {
        public static Scratch Rent(int bytes) => new Scratch(new Dictionary<(int, Type), Array>());
    }

    public readonly ref struct Scratch(Dictionary<(int, Type), Array> buffers)
    {
        public Span<T> Get<T>(int byteOffset, int length) where T : unmanaged
        {
            if (!buffers.TryGetValue((byteOffset, typeof(T)), out var buffer))
            {
                buffers[(byteOffset, typeof(T))] = buffer = new T[length];
            }

            return (T[])buffer;
        }

        public void Dispose()
        {
        }
    }
}

namespace Whittle.Runtime.Weights
{
    public sealed class WeightReader
    {
        public static WeightReader Open(System.Reflection.Assembly assembly, string resource) => new();

        // Every weight is one.
        public T[] Read<T>(int index) where T : unmanaged
        {
            var values = new T[64];
            Array.Fill(values, (T)Convert.ChangeType(1, typeof(T)));
            return values;
        }

        public T[] ReadCodebook<T>(int index) where T : unmanaged => new T[1];

        public byte[] ReadIndices<T>(int index) where T : unmanaged => new byte[4];
    }
}
