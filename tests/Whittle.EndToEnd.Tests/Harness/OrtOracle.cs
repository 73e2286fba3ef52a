using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>ONNX Runtime on one thread: what a model means.</summary>
internal sealed class OrtOracle : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    /// <summary>Whether this is an x64 CPU without VNNI (leaf 7: ECX bit 11 for 512 bits, EAX bit 4 of subleaf 1 for 256).</summary>
    private static bool SaturatesPairs { get; } =
        X86Base.IsSupported && (X86Base.CpuId(7, 0).Ecx & (1 << 11)) == 0 && (X86Base.CpuId(7, 1).Eax & (1 << 4)) == 0;

    /// <param name="model">The model's bytes.</param>
    /// <param name="optimize">False runs the graph as it is written, operator by operator.</param>
    public OrtOracle(byte[] model, bool optimize = true)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            GraphOptimizationLevel = optimize ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
        };

        if (SaturatesPairs)
        {
            // Products of uint8 and int8 would be added in pairs that saturate; this takes uint8 weights instead, but refuses int8 activations.
            options.AddSessionConfigEntry("session.x64quantprecision", "1");
        }

        foreach (var symbol in Symbols(model))
        {
            options.AddFreeDimensionOverrideByName(symbol, 1);
        }

        _session = new InferenceSession(model, options);
    }

    /// <summary>Runs the model; inputs in graph order, unknown dimensions are 1. Outputs in graph order.</summary>
    public Array[] Run(params Array[] inputs) => Run(inputs, [.. _session.InputNames.Select(name => _session.InputMetadata[name].Dimensions)]);

    /// <summary>Runs the model on inputs of given shapes.</summary>
    public Array[] Run(Array[] inputs, int[][] shapes)
    {
        var names = _session.InputNames.ToArray();
        var values = inputs.Select((input, i) => Value(input, shapes[i])).ToArray();
        try
        {
            using var results = _session.Run(_run, names, values, _session.OutputNames);
            return [.. results.Select(Data)];
        }
        finally
        {
            Array.ForEach(values, value => value.Dispose());
        }
    }

    /// <summary>Whether it runs at all, on zeros; unknown dimensions are 1.</summary>
    public bool Runs()
    {
        try
        {
            Run([.. _session.InputNames.Select(name => _session.InputMetadata[name]).Select(input =>
                Array.CreateInstance(input.ElementType, input.Dimensions.Aggregate(1, (product, extent) => product * Math.Abs(extent))))]);
            return true;
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or NotSupportedException or InvalidCastException or ArgumentException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private static IEnumerable<string> Symbols(byte[] model) => Whittle.Onnx.OnnxReader.Read(model).Graph.Inputs
        .SelectMany(input => input.Shape ?? [])
        .Where(dimension => dimension.Length is null && dimension.Symbol.Length > 0)
        .Select(dimension => dimension.Symbol)
        .Distinct();

    private static OrtValue Value(Array data, int[] dimensions)
    {
        var shape = Array.ConvertAll(dimensions, extent => extent < 0 ? 1L : extent);
        return Type.GetTypeCode(data.GetType().GetElementType()) switch
        {
            TypeCode.Single => Create<float>(TensorElementType.Float),
            TypeCode.Double => Create<double>(TensorElementType.Double),
            TypeCode.SByte => Create<sbyte>(TensorElementType.Int8),
            TypeCode.Byte => Create<byte>(TensorElementType.UInt8),
            TypeCode.Int16 => Create<short>(TensorElementType.Int16),
            TypeCode.UInt16 => Create<ushort>(TensorElementType.UInt16),
            TypeCode.Int32 => Create<int>(TensorElementType.Int32),
            TypeCode.UInt32 => Create<uint>(TensorElementType.UInt32),
            TypeCode.Int64 => Create<long>(TensorElementType.Int64),
            TypeCode.UInt64 => Create<ulong>(TensorElementType.UInt64),
            TypeCode.Boolean => Create<bool>(TensorElementType.Bool),
            _ => Create<Half>(TensorElementType.Float16),
        };

        OrtValue Create<T>(TensorElementType type)
            where T : unmanaged
        {
            var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, shape);
            ((T[])data).CopyTo(MemoryMarshal.Cast<byte, T>(value.GetTensorMutableRawData()));
            return value;
        }
    }

    private static Array Data(OrtValue value)
    {
        return value.GetTensorTypeAndShape().ElementDataType switch
        {
            TensorElementType.Float => Copy<float>(),
            TensorElementType.Double => Copy<double>(),
            TensorElementType.Int8 => Copy<sbyte>(),
            TensorElementType.UInt8 => Copy<byte>(),
            TensorElementType.Int16 => Copy<short>(),
            TensorElementType.UInt16 => Copy<ushort>(),
            TensorElementType.Int32 => Copy<int>(),
            TensorElementType.UInt32 => Copy<uint>(),
            TensorElementType.Int64 => Copy<long>(),
            TensorElementType.UInt64 => Copy<ulong>(),
            TensorElementType.Bool => Copy<bool>(),
            TensorElementType.Float16 => Copy<Half>(),
            var type => throw new NotSupportedException(type.ToString()),
        };

        T[] Copy<T>()
            where T : unmanaged => MemoryMarshal.Cast<byte, T>(value.GetTensorMutableRawData()).ToArray();
    }
}
