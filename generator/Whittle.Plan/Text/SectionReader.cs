namespace Whittle.Plan.Text;

/// <summary>Reads the lines after the first: sections in fixed order, each line told by its first word.</summary>
internal sealed class SectionReader(LineReader line)
{
    private readonly List<PlanSetting> _settings = [];
    private readonly List<PlanError> _errors = [];
    private readonly List<PlanPort> _inputs = [];
    private readonly List<PlanPort> _outputs = [];
    private readonly List<string> _labels = [];
    private readonly List<PlanLayer> _layers = [];
    private readonly List<PlanFact> _facts = [];
    private readonly List<PlanOutputDeviation> _deviations = [];
    private readonly List<PlanTensor> _tensors = [];
    private readonly List<PlanBuffer> _buffers = [];
    private readonly List<PlanShape> _shapes = [];
    private readonly List<PlanObject> _objects = [];
    private readonly List<PlanStep> _steps = [];
    private string? _keyword;

    /// <summary>The order of the members here is the order of the text.</summary>
    public ModelPlan Read()
    {
        Advance();
        var plan = new ModelPlan
        {
            Model = One("model", line.String),
            ModelPath = One("path", line.String),
            ModelHash = One("sha256", line.String),
            ModelBytes = One("bytes", () => line.Integer(0)),
            ClassName = One("class", line.Name),
            Namespace = One("namespace", line.String),
            Accessibility = One("accessibility", line.Name),
            Settings = Many("setting", _settings, Setting),
            Errors = Many("error", _errors, Error),
            Excesses = Many("excess", [], Error),
            Inputs = Many("input", _inputs, () => Port("in", _inputs.Count)),
            Outputs = Many("output", _outputs, () => Port("out", _outputs.Count)),
            Labels = Many("label", _labels, line.String),
            Layers = Many("layer", _layers, Layer),
            Estimate = Perhaps("estimate", Estimate),
            OutputDeviations = Many("deviation", _deviations, OutputDeviation),
            Accuracy = Perhaps("accuracy", Accuracy),
            Facts = Many("fact", _facts, Fact),
        };
        var (resource, bytes, hash) = One("weights", Weights);
        plan = plan with
        {
            WeightsResource = resource,
            WeightsBytes = bytes,
            WeightsHash = hash,
            Tensors = Many("tensor", _tensors, Tensor),
            ArenaBytes = One("arena", () => line.Int32(0)),
        };
        plan = plan with
        {
            Buffers = Many("buffer", _buffers, () => Buffer(plan.ArenaBytes)),
            Shapes = Many("shape", _shapes, Shape),
            Objects = Many("object", _objects, Object),
            Steps = Many("step", _steps, Step),
        };
        return _keyword is null ? plan : throw line.Error($"unexpected '{_keyword}' here");
    }

    private void Advance() => _keyword = line.NextLine() ? line.Word() : null;

    private T One<T>(string keyword, Func<T> read)
    {
        if (_keyword != keyword)
        {
            throw line.Error($"expected '{keyword}' but found '{_keyword ?? "end of text"}'");
        }

        line.Expect(" ");
        var value = read();
        line.ExpectEnd();
        Advance();
        return value;
    }

    private EquatableArray<T> Many<T>(string keyword, List<T> items, Func<T> read)
        where T : IEquatable<T>
    {
        while (_keyword == keyword)
        {
            items.Add(One(keyword, read));
        }

        return items.ToEquatable();
    }

    private T? Perhaps<T>(string keyword, Func<T> read)
        where T : class => _keyword == keyword ? One(keyword, read) : null;

    private PlanSetting Setting() => new(line.Name(), Then(line.String), Field("from", line.Name), OptionalField("line", () => line.Int32(1)));

    private PlanError Error() => new(line.Name(), Field("node", line.String), Field("cause", line.String), Field("cure", line.String));

    private PlanPort Port(string prefix, int index)
    {
        Numbered(prefix, index);
        var type = line.Type();
        var shape = Then(line.Shape);
        var port = new PlanPort(Identifier: Then(line.Name), Name: Then(line.String), Type: type, Shape: shape);

        // A plan with errors may tell of ports that no class could have.
        if (_errors.Count == 0)
        {
            _ = Held(type);
            if (shape.Aggregate(1d, (product, dimension) => product * dimension) > int.MaxValue)
            {
                throw line.Error("more elements than an array can hold");
            }
        }

        return port;
    }

    private PlanLayer Layer() => new()
    {
        Name = line.String(),
        Operator = Then(line.Name),
        WeightType = Then(line.Type),
        WeightShape = Then(line.Shape),
        Parameters = Field("parameters", () => line.Integer()),
        NonZeros = Field("nonzeros", () => line.Integer()),
        DistinctValues = Field("distinct", () => line.Int32()),
        StoredBytes = Field("stored", () => line.Integer()),
        Encoding = line.Take(" encoding=") ? line.Name() : "",
        Macs = Field("macs", () => line.Integer()),
        Kernel = Field("kernel", line.String),
        Reason = Field("reason", line.String),
        Nanoseconds = OptionalField("nanoseconds", () => line.Integer(1)),
        Compressed = OptionalField("compressed", line.String) ?? "",
        WeightDeviation = line.Next(" sqnr=") ? Deviation() : null,
    };

    private PlanFact Fact()
    {
        var kind = line.Name();
        var node = Then(line.String);
        var values = new List<PlanFactValue>();
        while (line.Take(" "))
        {
            var name = line.Name();
            line.Expect("=");
            values.Add(new PlanFactValue(name, line.String()));
        }

        return new PlanFact(kind, node, values.ToEquatable());
    }

    private PlanEstimate Estimate()
    {
        line.Expect("nanoseconds=");
        return new PlanEstimate(line.Integer(0), Field("machine", line.String));
    }

    private PlanOutputDeviation OutputDeviation() =>
        new(line.String(), Deviation(), Field("samples", () => line.Int32(1)), Field("data", line.String));

    private PlanAccuracy Accuracy() => new(line.Double(), Field("samples", () => line.Int32(1)), Field("data", line.String));

    private PlanDeviation Deviation() => new(Field("sqnr", line.Double), Field("largest", line.Double));

    private (string Resource, long Bytes, string Hash) Weights() => (line.String(), Field("bytes", () => line.Integer(0)), Field("sha256", line.String));

    private PlanTensor Tensor()
    {
        Numbered("w", _tensors.Count);
        var type = Held(line.Type());
        var shape = Then(line.Shape);
        var encoding = Then(line.Name);
        var stored = Field("stored", () => line.Integer(0));
        return new PlanTensor(Then(line.String), type, shape, encoding, stored);
    }

    private PlanBuffer Buffer(int arenaBytes)
    {
        Numbered("b", _buffers.Count);
        var type = Held(line.Type());
        var offset = Field("offset", () => line.Int32(0));
        var length = Field("length", () => line.Int32(0));
        return offset + ((long)length * type.Size()) <= arenaBytes
            ? new PlanBuffer(Then(line.String), type, offset, length)
            : throw line.Error("the buffer reaches past the arena");
    }

    private PlanShape Shape()
    {
        Numbered("s", _shapes.Count);
        var name = line.Name();
        var members = new List<PlanMember>();
        while (line.Take(" "))
        {
            var member = line.Name();
            line.Expect("=");
            members.Add(new PlanMember(member, line.Int32()));
        }

        return new PlanShape(name, members.ToEquatable());
    }

    private PlanObject Object()
    {
        Numbered("o", _objects.Count);
        var name = line.Name();
        line.Expect(" = ");

        // An object is built before any prediction: it cannot refer to buffers, ports or other objects.
        var calls = new CallReader(line, new DeclaredCounts(0, 0, _tensors.Count, 0, _shapes.Count, 0));
        return new PlanObject(name, calls.Call());
    }

    private PlanStep Step()
    {
        var calls = new CallReader(line, new DeclaredCounts(_inputs.Count, _outputs.Count, _tensors.Count, _buffers.Count, _shapes.Count, _objects.Count));
        var call = calls.Call();
        return new PlanStep(Then(line.String), call);
    }

    /// <summary>The item's own number, as in "b3": a check, and what makes a plan readable.</summary>
    private void Numbered(string prefix, int index)
    {
        line.Expect(prefix + PlanNumbers.Write(index));
        line.Expect(" ");
    }

    private T Then<T>(Func<T> read)
    {
        line.Expect(" ");
        return read();
    }

    private T Field<T>(string name, Func<T> read)
    {
        line.Expect(" ");
        line.Expect(name);
        line.Expect("=");
        return read();
    }

    private T? OptionalField<T>(string name, Func<T> read) => line.Next($" {name}=") ? Field(name, read) : default;

    private ElementType Held(ElementType type) => type != ElementType.String ? type : throw line.Error("strings cannot be held in a buffer");
}
