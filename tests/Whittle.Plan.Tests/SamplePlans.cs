namespace Whittle.Plan.Tests;

/// <summary>Plans to write and read: one with a bit of everything, and larger ones.</summary>
internal static class SamplePlans
{
    /// <summary>Every record and every kind of value at least once, and text that needs quoting.</summary>
    public static ModelPlan Everything { get; } = new()
    {
        Model = "my \"best\" model.onnx",
        ModelPath = "Models\\my best\tmodel\r\n.onnx",
        ModelHash = "ab12",
        ModelBytes = 5_000_000_000,
        ClassName = "class",
        Namespace = "Über.Models",
        Accessibility = "internal",
        Settings = EquatableArray.Of(new PlanSetting("Quantize", "int8", "item", 0), new PlanSetting("Prune", "a \"b\"=0.5", "file", 3)),
        Inputs = EquatableArray.Of(
            new PlanPort("image\u2028", "image", ElementType.Float32, EquatableArray.Of(1, 1, 28, 28)),
            new PlanPort("", "", ElementType.Int64, default)),
        Outputs = EquatableArray.Of(new PlanPort("y\uD83D\uDE00 \uD83D", "not an identifier", ElementType.UInt8, EquatableArray.Of(0))),
        Labels = EquatableArray.Of("zero", "", "Ü\\n"),
        Layers = EquatableArray.Of(new PlanLayer
        {
            Name = "conv1",
            Operator = "com.microsoft:QLinear",
            WeightType = ElementType.Int4,
            WeightShape = EquatableArray.Of(8, 1, 5, 5),
            Parameters = 208,
            NonZeros = 100,
            DistinctValues = 257,
            StoredBytes = 104,
            Encoding = "sparse_codebook_coded",
            Macs = 115200,
            Kernel = "ConvolutionInt8",
            Reason = "density 0.48: gather-dot below 0.45",
            Nanoseconds = 1234,
            Compressed = "pruned to 52 % zeros",
            WeightDeviation = new PlanDeviation(-0.5, 1e-9),
        }),
        Excesses = EquatableArray.Of(new PlanError("WHT3001", "", "too \"big\"", "less")),
        Facts = EquatableArray.Of(
            new PlanFact(FactKinds.BadScale, "q \"1\"", ("operator", "QuantizeLinear"), ("what", "zero"), ("channels", 3)),
            new PlanFact("of another version", "", ("of two words", 0.5), ("empty", ""))),
        Estimate = new PlanEstimate(2345, "a \"machine\""),
        OutputDeviations = EquatableArray.Of(new PlanOutputDeviation("y", new PlanDeviation(34.25, 0.001), 16, "seeded random input")),
        Accuracy = new PlanAccuracy(0.9875, 10000, "../data"),
        WeightsResource = "Über.Models.class.weights",
        WeightsHash = "cd34",
        WeightsBytes = 1234,
        Tensors = EquatableArray.Of(
            new PlanTensor("conv1.weight", ElementType.Int8, EquatableArray.Of(8, 5, 5, 1), "codebook", 104),
            new PlanTensor("conv1.bias", ElementType.Int32, EquatableArray.Of(8), "raw", 32)),
        ArenaBytes = 10240,
        Buffers = EquatableArray.Of(new PlanBuffer("padded", ElementType.UInt8, 0, 1024), new PlanBuffer("conv1", ElementType.UInt8, 1024, 9216)),
        Shapes = EquatableArray.Of(
            new PlanShape("IConvolutionShape", EquatableArray.Of(new PlanMember("Batch", 1), new PlanMember("InputHeight", -28))),
            new PlanShape("IEmpty", default)),
        Objects = EquatableArray.Of(new PlanObject("Conv1", Call(
            "ConvolutionInt8",
            ["s0", "Clip<float32>", "Pow<float32, s1>"],
            ("indices", new PlanValue.TensorIndices(0)),
            ("codebook", new PlanValue.TensorCodebook(0)),
            ("bias", new PlanValue.Tensor(1)),
            ("minimum", new PlanValue.Float(float.NegativeInfinity)),
            ("maximum", new PlanValue.Float(float.PositiveInfinity)),
            ("none", new PlanValue.Float(float.NaN))))),
        Steps = EquatableArray.Of(
            new PlanStep("conv1: Conv 5x5", Call("o0.Run", [], ("input", new PlanValue.Input(1)), ("output", new PlanValue.Buffer(1)))),
            new PlanStep("", Call("Copy.Run", ["float32"])),
            new PlanStep("all values", Call(
                "Every.Thing",
                [],
                ("minus", new PlanValue.Integer(long.MinValue)),
                ("typed", new PlanValue.TypedInteger(ElementType.UInt8, 128)),
                ("small", new PlanValue.Double(double.Epsilon)),
                ("none", new PlanValue.Double(double.NaN)),
                ("low", new PlanValue.Double(double.NegativeInfinity)),
                ("high", new PlanValue.Double(double.PositiveInfinity)),
                ("zero", new PlanValue.Float(-0f)),
                ("yes", new PlanValue.Boolean(true)),
                ("no", new PlanValue.Boolean(false)),
                ("shape", new PlanValue.Integers(EquatableArray.Of(1L, -2L))),
                ("empty", new PlanValue.Integers(default)),
                ("floats", new PlanValue.Floats(EquatableArray.Of(1.5f, float.NegativeInfinity, float.NaN))),
                ("noFloats", new PlanValue.Floats(default)),
                ("flags", new PlanValue.Booleans(EquatableArray.Of(true, false))),
                ("noFlags", new PlanValue.Booleans(default)),
                ("mode", new PlanValue.Symbol("PadMode.Constant")),
                ("scale", new PlanValue.Element(new PlanValue.Buffer(1), 12)),
                ("stored", new PlanValue.Element(new PlanValue.Tensor(1), 0)),
                ("result", new PlanValue.Output(0)),
                ("operation", new PlanValue.Construct(Call(
                    "Chain",
                    ["Relu<float32>"],
                    ("first", new PlanValue.Construct(Call("LeakyRelu", [], ("alpha", new PlanValue.Float(0.01f)))))))))),
            new PlanStep("constant", Call("Copy.Run", [], ("input", new PlanValue.Tensor(1))))),
    };

    /// <summary>Nothing but a reason.</summary>
    public static ModelPlan Failed { get; } = new()
    {
        Model = "bad.onnx",
        ClassName = "Bad",
        Inputs = EquatableArray.Of(new PlanPort("words", "words", ElementType.String, EquatableArray.Of(int.MaxValue, int.MaxValue))),
        Errors = EquatableArray.Of(new PlanError("WHT0003", "node \"a\"", "Operator Foo\nis not supported.", "Export with opset 17.")),
    };

    /// <summary>As long as a large network's.</summary>
    public static ModelPlan Long(int steps) => Everything with
    {
        Steps = Enumerable.Range(0, steps)
            .Select(i => new PlanStep($"node{i}: Transpose [1, 1, 28, 28] -> [1, 28, 28, 1]", Call(
                "Transpose.Run",
                ["float32"],
                ("input", new PlanValue.Input(0)),
                ("output", new PlanValue.Buffer(0)),
                ("shape", new PlanValue.Integers(EquatableArray.Of(1L, 1L, 28L, 28L))),
                ("permutation", new PlanValue.Integers(EquatableArray.Of(0L, 2L, 3L, 1L))),
                ("scale", new PlanValue.Float(i / 7f)))))
            .ToEquatable(),
    };

    public static PlanCall Call(string target, string[] types, params (string Name, PlanValue Value)[] arguments) =>
        new(target, types.ToEquatable(), arguments.Select(argument => new PlanArgument(argument.Name, argument.Value)).ToEquatable());
}
