using Whittle.Onnx;

namespace Whittle.Package.Tests;

/// <summary>All that is commonly wrong with a model or its item. The first of each id is the example on the id's page in docs/rules.</summary>
internal static class BadModels
{
    public static IReadOnlyList<BadModel> All { get; } =
    [
        new("Elsewhere/gone.onnx", "WHT0001", "model file not found at ", "Correct the path", null),
        new("Models/cut-off.onnx", "WHT0002", "claims 157 bytes, but 143 are left", "damaged, cut off", TinyModel.Write(0)[..^20]),
        new("Models/empty.onnx", "WHT0002", "is empty", "Export the model again", []),
        new("Models/noise.onnx", "WHT0002", "cannot be read at byte", "export it again", [0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0xFA, 0xF9, 0xF8, 0xF7, 0xF6, 0xF5]),
        new("Models/web-page.onnx", "WHT0002", "The file is text", "Download the model itself", "<!DOCTYPE html><html><body>404</body></html>"u8.ToArray()),
        new(
            "Models/pointer.onnx",
            "WHT0002",
            "Git LFS pointer",
            "git lfs pull",
            "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"u8.ToArray()),
        new("Models/checkpoint.onnx", "WHT0002", "zip archive", "torch.onnx.export", "PK\u0003\u0004 and so on"u8.ToArray()),
        new("Models/frobnicate.onnx", "WHT0003", "The operator Frobnicate (opset 17)", "Replace it", TinyModel.Write(0, "Frobnicate"), "fc1"),
        new("Models/tomorrow.onnx", "WHT0004", "opset 99", "opset 27", Tiny(model => model.OperatorSets[0] = new OnnxOperatorSet("", 99)), "fc1"),
        new(
            "Models/words.onnx",
            "WHT0005",
            "element type String",
            "tensors of numbers",
            Tiny(model => model.Graph.Inputs[0].ElementType = OnnxElementType.String)),
        new("Models/float8.onnx", "WHT0005", "Float8E4M3FN", "float32", Tiny(UseFloat8)),
        new("Models/sequence.onnx", "WHT0006", "'time'", "Dimensions=\"time=", Tiny(model => model.Graph.Inputs[0].Shape![1] = OnnxDimension.Named("time"))),
        new("Models/circle.onnx", "WHT0007", "form a cycle", "Export the model again", Tiny(MakeCircle), "forth"),
        new("Models/stripped.onnx", "WHT0008", "reads 'w'", "with its weights", Tiny(model => model.Graph.Initializers.RemoveAt(0)), "fc1"),
        new("Models/misfit.onnx", "WHT0009", "[1, 5]", "[4, 2]", Tiny(model => model.Graph.Inputs[0].Shape![1] = OnnxDimension.Fixed(5)), "fc1"),
        new("Models/outside.onnx", "WHT0010", "'../outside.bin', which is outside the model's folder", "beside the model", KeepWeightsIn("../outside.bin")),
        new("Models/data-lost.onnx", "WHT0010", "'data-lost.bin'", "beside the model", KeepWeightsIn("data-lost.bin")),
        new("Models/computed-shape.onnx", "WHT0011", "computed at run time", "when exporting", Tiny(ReshapeByInput), "reshape"),
        new("Elsewhere/twin.onnx", "WHT0012", "'App.Twin' is already made from 'Models/twin.onnx'", "ClassName=\"Twin2\"", TinyModel.Write(0)),
        new("Models/branches.onnx", "WHT0015", "If is control flow", "so that it is constant", Tiny(AddIf), "choose"),
        new("Models/private.onnx", "WHT0016", "'private' is not known", "public or internal", TinyModel.Write(0), Metadata: "Accessibility=\"private\""),
        new("Models/zero.onnx", "WHT0016", "the value of 'batch' is '0'", "batch=1", TinyModel.Write(0), Metadata: "Dimensions=\"batch=0\""),
        new("Models/typo.onnx", "WHT0016", "'bach'", "Correct the name", TinyModel.Write(0), Metadata: "Dimensions=\"bach=2\""),
        new("Models/dashed.onnx", "WHT0017", "'my-net'", "'MyNet'", TinyModel.Write(0), Metadata: "ClassName=\"my-net\""),
        new("Models/blocked.onnx", "WHT0018", "cannot be written", "writable", TinyModel.Write(0)),
        new("Models/app.onnx", "WHT0019", "the namespace 'App'", "ClassName=\"AppModel\"", TinyModel.Write(0)),
    ];

    private static byte[] Tiny(Action<OnnxModel> spoil)
    {
        var model = OnnxReader.Read(TinyModel.Write(0));
        spoil(model);
        return OnnxWriter.Write(model);
    }

    private static void UseFloat8(OnnxModel model) =>
        model.Graph.Initializers[1] = new OnnxTensor { Name = "b", ElementType = OnnxElementType.Float8E4M3FN, Dimensions = [2], Data = new byte[2] };

    private static void MakeCircle(OnnxModel model)
    {
        model.Graph.Nodes.Add(Node("forth", "Add", ["scores", "there"], "here"));
        model.Graph.Nodes.Add(Node("back", "Relu", ["here"], "there"));
        model.Graph.Outputs[0].Name = "here";
    }

    private static void ReshapeByInput(OnnxModel model)
    {
        model.Graph.Inputs.Add(new OnnxValueInfo { Name = "shape", ElementType = OnnxElementType.Int64, Shape = [OnnxDimension.Fixed(2)] });
        model.Graph.Nodes.Add(Node("reshape", "Reshape", ["scores", "shape"], "reshaped"));
        model.Graph.Outputs[0].Name = "reshaped";
    }

    private static void AddIf(OnnxModel model)
    {
        model.Graph.Inputs.Add(new OnnxValueInfo { Name = "wanted", ElementType = OnnxElementType.Bool, Shape = [] });
        var node = Node("choose", "If", ["wanted"], "chosen");
        foreach (var (branch, op) in new[] { ("then_branch", "Relu"), ("else_branch", "Neg") })
        {
            var graph = new OnnxGraph { Name = branch };
            graph.Nodes.Add(Node(branch, op, ["scores"], branch + "_result"));
            graph.Outputs.Add(new OnnxValueInfo { Name = branch + "_result", ElementType = OnnxElementType.Float });
            node.Attributes.Add(new OnnxAttribute { Name = branch, Kind = OnnxAttributeKind.Graph, Graph = graph });
        }

        model.Graph.Nodes.Add(node);
        model.Graph.Outputs[0].Name = "chosen";
    }

    private static OnnxNode Node(string name, string type, string[] inputs, string output)
    {
        var node = new OnnxNode { Name = name, OperatorType = type };
        node.Inputs.AddRange(inputs);
        node.Outputs.Add(output);
        return node;
    }

    // Our writer stores tensors inside. Protobuf joins a message that comes in two parts, so the tensor follows as a second part of the graph:
    // TensorProto { dims = 1, data_type = 2, name = 8, external_data = 13 { key = 1, value = 2 }, data_location = 14 }.
    private static byte[] KeepWeightsIn(string location)
    {
        byte[] entry = [.. Field(1, "location"u8), .. Field(2, System.Text.Encoding.UTF8.GetBytes(location))];
        byte[] tensor = [0x08, 4, 0x08, 2, 0x10, 1, .. Field(8, "w"u8), .. Field(13, entry), 0x70, 1];
        return [.. Tiny(model => model.Graph.Initializers.RemoveAt(0)), .. Field(7, Field(5, tensor))];
    }

    private static byte[] Field(int number, ReadOnlySpan<byte> content) => [(byte)((number << 3) | 2), (byte)content.Length, .. content];
}
