namespace Whittle.Onnx.Tests;

/// <summary>Small models that together use every message and every member.</summary>
internal static class SampleModels
{
    /// <summary>y = x · w + b; runs in ONNX Runtime.</summary>
    public static OnnxModel Gemm()
    {
        var model = new OnnxModel { IrVersion = 8, ProducerName = "whittle", ProducerVersion = "1.0", Domain = "test", ModelVersion = 3, DocString = "línea" };
        model.OperatorSets.Add(new OnnxOperatorSet("", 17));
        model.Metadata.Add(new KeyValuePair<string, string>("labels", "null\neins"));
        model.Graph.Name = "main";
        model.Graph.Inputs.Add(Value("x", OnnxElementType.Float, OnnxDimension.Named("batch"), OnnxDimension.Fixed(3)));
        model.Graph.Outputs.Add(Value("y", OnnxElementType.Float, OnnxDimension.Named("batch"), OnnxDimension.Fixed(2)));
        model.Graph.Initializers.Add(OnnxTensor.FromFloats("w", [3, 2], [1, 2, 3, 4, 5, 6]));
        model.Graph.Initializers.Add(OnnxTensor.FromFloats("b", [2], [0.5f, -0.5f]));
        var node = Node("Gemm", ["x", "w", "b"], ["y"]);
        node.Name = "fc";
        node.Attributes.Add(new OnnxAttribute { Name = "alpha", Kind = OnnxAttributeKind.Float, Float = 2 });
        node.Attributes.Add(new OnnxAttribute { Name = "transB", Kind = OnnxAttributeKind.Int, Int = 0 });
        model.Graph.Nodes.Add(node);
        return model;
    }

    /// <summary>Every attribute kind, functions, sparse initializers, types that are no tensors. It means nothing as a computation.</summary>
    public static OnnxModel Everything()
    {
        var model = Gemm();
        var graph = model.Graph;
        graph.ValueInfos.Add(Value("z", OnnxElementType.Int8, OnnxDimension.Fixed(0), OnnxDimension.Named("")));
        graph.ValueInfos.Add(new OnnxValueInfo { Name = "scalar", ElementType = OnnxElementType.Bool, Shape = [] });
        graph.ValueInfos.Add(new OnnxValueInfo { Name = "rankless", ElementType = OnnxElementType.Bool });
        graph.ValueInfos.Add(new OnnxValueInfo { Name = "typeless" });
        graph.ValueInfos.Add(new OnnxValueInfo { Name = "list", ElementType = OnnxElementType.Float, TypeKind = "sequence" });
        graph.ValueInfos.Add(
            new OnnxValueInfo { Name = "maybe", ElementType = OnnxElementType.Float, Shape = [OnnxDimension.Fixed(2)], TypeKind = "optional" });
        graph.ValueInfos.Add(
            new OnnxValueInfo { Name = "thin", ElementType = OnnxElementType.Float, Shape = [OnnxDimension.Fixed(2)], TypeKind = "sparse_tensor" });
        graph.SparseInitializers.Add(Sparse("s"));
        graph.Initializers.Add(OnnxTensor.FromStrings("words", [3], ["a", "", "ü"]));
        graph.Initializers.Add(OnnxTensor.FromInt4s("nibbles", [3], [-8, 7, -1]));
        graph.Initializers.Add(OnnxTensor.FromInt64s("empty", [0, 4], []));
        graph.Nodes.Add(EveryAttribute());
        model.Functions.Add(Function());
        return model;
    }

    /// <summary>A model whose graph is nested <paramref name="depth"/> levels deep in bodies of If.</summary>
    public static OnnxModel Nested(int depth)
    {
        var model = new OnnxModel();
        var graph = model.Graph;
        for (var level = 1; level < depth; level++)
        {
            var body = new OnnxGraph { Name = "body" };
            var node = Node("If", ["c"], ["y"]);
            node.Attributes.Add(new OnnxAttribute { Name = "then_branch", Kind = OnnxAttributeKind.Graph, Graph = body });
            graph.Nodes.Add(node);
            graph = body;
        }

        return model;
    }

    public static OnnxNode Node(string type, string[] inputs, string[] outputs)
    {
        var node = new OnnxNode { OperatorType = type };
        node.Inputs.AddRange(inputs);
        node.Outputs.AddRange(outputs);
        return node;
    }

    private static OnnxValueInfo Value(string name, OnnxElementType type, params OnnxDimension[] shape) =>
        new() { Name = name, ElementType = type, Shape = shape };

    private static OnnxSparseTensor Sparse(string name) => new()
    {
        Values = OnnxTensor.FromFloats(name, [2], [1, 2]),
        Indices = OnnxTensor.FromInt64s("", [2], [1, 5]),
        Dimensions = [2, 3],
    };

    private static OnnxNode EveryAttribute()
    {
        var node = Node("Custom", ["y", "", "w"], ["q"]);
        node.Domain = "our.domain";
        node.Overload = "second";
        var tensor = OnnxTensor.FromDoubles("t", [], [1.5]);
        var type = new OnnxValueInfo { ElementType = OnnxElementType.Int32, TypeKind = "sequence", Shape = [] };
        node.Attributes.AddRange(
        [
            new OnnxAttribute { Name = "f", Kind = OnnxAttributeKind.Float, Float = float.NegativeInfinity },
            new OnnxAttribute { Name = "i", Kind = OnnxAttributeKind.Int, Int = long.MinValue },
            new OnnxAttribute { Name = "s", Kind = OnnxAttributeKind.String, String = "" },
            new OnnxAttribute { Name = "t", Kind = OnnxAttributeKind.Tensor, Tensor = tensor },
            new OnnxAttribute { Name = "g", Kind = OnnxAttributeKind.Graph, Graph = Nested(3).Graph },
            new OnnxAttribute { Name = "sp", Kind = OnnxAttributeKind.SparseTensor, SparseTensor = Sparse("") },
            new OnnxAttribute { Name = "tp", Kind = OnnxAttributeKind.TypeProto, Type = type },
            new OnnxAttribute { Name = "fs", Kind = OnnxAttributeKind.Floats, Floats = [1, -2, float.Epsilon, 4, 5] },
            new OnnxAttribute { Name = "is", Kind = OnnxAttributeKind.Ints, Ints = [1, -1, long.MaxValue] },
            new OnnxAttribute { Name = "none", Kind = OnnxAttributeKind.Ints },
            new OnnxAttribute { Name = "ss", Kind = OnnxAttributeKind.Strings, Strings = ["a", "", "b"] },
            new OnnxAttribute { Name = "ts", Kind = OnnxAttributeKind.Tensors, Tensors = [tensor, tensor] },
            new OnnxAttribute { Name = "gs", Kind = OnnxAttributeKind.Graphs, Graphs = [Nested(1).Graph, Nested(2).Graph] },
            new OnnxAttribute { Name = "sps", Kind = OnnxAttributeKind.SparseTensors, SparseTensors = [Sparse("a"), Sparse("b")] },
            new OnnxAttribute { Name = "tps", Kind = OnnxAttributeKind.TypeProtos, Types = [type, type] },
        ]);
        return node;
    }

    private static OnnxFunction Function()
    {
        var function = new OnnxFunction { Name = "Twice", Domain = "our.domain", Overload = "v2" };
        function.Inputs.Add("a");
        function.Outputs.Add("b");
        function.AttributeNames.Add("axis");
        function.AttributeDefaults.Add(new OnnxAttribute { Name = "keep", Kind = OnnxAttributeKind.Int, Int = 1 });
        function.OperatorSets.Add(new OnnxOperatorSet("", 18));
        function.ValueInfos.Add(Value("a", OnnxElementType.Float, OnnxDimension.Fixed(1)));
        var node = Node("Softmax", ["a"], ["b"]);
        node.Attributes.Add(new OnnxAttribute { Name = "axis", Kind = OnnxAttributeKind.Int, ReferenceName = "axis" });
        function.Nodes.Add(node);
        return function;
    }
}
