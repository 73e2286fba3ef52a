using Whittle.Onnx;

namespace Whittle.Benchmarks.Building;

/// <summary>Tensors that the compiler stores in each of its forms, as constants that are added to an input.</summary>
internal static class StoredTensors
{
    private const int Length = 1 << 20;
    private const int RowLength = 1024;
    private const double Kept = 0.025;

    /// <summary>What is in the tensor, and a model that stores it.</summary>
    public static IEnumerable<(string Content, byte[] Model)> All()
    {
        var random = new Random(7);
        float[] few = [.. Enumerable.Range(0, 16).Select(_ => Normal(random))];
        yield return ("float32, normal", Model(Floats(() => Normal(random))));
        yield return ("float32, halves", Model(Floats(() => (float)(Half)Normal(random))));
        yield return ("float32, 16 values alike", Model(Floats(() => few[random.Next(16)])));
        yield return ("float32, 16 values, 4 frequent", Model(Floats(() => few[random.Next(10) < 8 ? random.Next(4) : random.Next(16)])));
        yield return ("float32, int8 times a scale a row", Model(FloatRows(row => (1 + (row % 7)) * 0.01f * random.Next(-127, 128))));
        yield return ("float32, normal int8 times a scale", Model(Floats(() => 0.01f * Code(random))));
        yield return ("float32, ternary", Model(Floats(() => 0.05f * Math.Clamp(MathF.Round(Normal(random)), -1, 1))));
        yield return ("float32, binary", Model(Floats(() => random.Next(2) == 0 ? -0.05f : 0.05f)));
        yield return ("float32, 2.5 % kept", Model(Floats(() => random.NextDouble() < Kept ? Normal(random) : 0)));
        yield return ("float32, 2.5 % kept, 16 values", Model(Floats(() => random.NextDouble() < Kept ? few[random.Next(16)] : 0)));
        yield return ("int8, even", Model(Integers(() => (sbyte)random.Next(-127, 128))));
        yield return ("int8, normal", Model(Integers(() => Code(random))));
        yield return ("int8, 4 bits", Model(Integers(() => (sbyte)random.Next(-8, 8))));
        yield return ("int8, 20 % kept", Model(Integers(() => random.Next(5) == 0 ? Code(random) : (sbyte)0)));
        yield return ("int8, 2.5 % kept", Model(Integers(() => random.NextDouble() < Kept ? Code(random) : (sbyte)0)));
    }

    /// <summary>Four megabytes of float weights in four fully connected layers, as PyTorch writes them.</summary>
    public static byte[] Layers()
    {
        const int Width = 512;
        var random = new Random(8);
        var model = new OnnxModel { IrVersion = 8, ProducerName = "Whittle.Benchmarks" };
        model.OperatorSets.Add(new OnnxOperatorSet("", 17));
        model.Graph.Name = "layers";
        OnnxValueInfo Describe(string name) => new() { Name = name, ElementType = OnnxElementType.Float, Shape = [OnnxDimension.Fixed(1), OnnxDimension.Fixed(Width)] };
        model.Graph.Inputs.Add(Describe("value0"));
        for (var i = 0; i < Length / (Width * Width); i++)
        {
            model.Graph.Initializers.Add(OnnxTensor.FromFloats($"weight{i}", [Width, Width], [.. Enumerable.Range(0, Width * Width).Select(_ => 0.05f * Normal(random))]));
            var node = new OnnxNode { Name = $"fc{i}", OperatorType = "Gemm" };
            node.Inputs.AddRange([$"value{i}", $"weight{i}"]);
            node.Attributes.Add(new OnnxAttribute { Name = "transB", Kind = OnnxAttributeKind.Int, Int = 1 });
            node.Outputs.Add($"value{i + 1}");
            model.Graph.Nodes.Add(node);
        }

        model.Graph.Outputs.Add(Describe($"value{Length / (Width * Width)}"));
        return OnnxWriter.Write(model);
    }

    private static OnnxTensor Floats(Func<float> draw) => FloatRows(_ => draw());

    private static OnnxTensor FloatRows(Func<int, float> draw) =>
        OnnxTensor.FromFloats("stored", [Length / RowLength, RowLength], [.. Enumerable.Range(0, Length).Select(i => draw(i / RowLength))]);

    private static OnnxTensor Integers(Func<sbyte> draw) =>
        OnnxTensor.FromSBytes("stored", [Length / RowLength, RowLength], [.. Enumerable.Range(0, Length).Select(_ => draw())]);

    private static byte[] Model(OnnxTensor stored)
    {
        var model = new OnnxModel { IrVersion = 8, ProducerName = "Whittle.Benchmarks" };
        model.OperatorSets.Add(new OnnxOperatorSet("", 17));
        model.Graph.Name = "stored";
        model.Graph.Initializers.Add(stored);
        OnnxValueInfo Describe(string name) => new() { Name = name, ElementType = stored.ElementType, Shape = [.. stored.Dimensions.Select(OnnxDimension.Fixed)] };
        model.Graph.Inputs.Add(Describe("input"));
        model.Graph.Outputs.Add(Describe("output"));
        var node = new OnnxNode { Name = "add", OperatorType = "Add" };
        node.Inputs.AddRange(["input", stored.Name]);
        node.Outputs.Add("output");
        model.Graph.Nodes.Add(node);
        return OnnxWriter.Write(model);
    }

    private static sbyte Code(Random random) => (sbyte)Math.Clamp(MathF.Round(30 * Normal(random)), -127, 127);

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    private static float Normal(Random random) => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
