namespace Whittle.Compiler.Diagnostics;

/// <summary>Ids of the reasons why a model cannot be used. Never reused; one page each in docs/rules.</summary>
public static class ErrorIds
{
    /// <summary>The model file is not there.</summary>
    public const string FileMissing = "WHT0001";

    /// <summary>The file is not a readable ONNX model.</summary>
    public const string NotReadable = "WHT0002";

    /// <summary>An operator that this version does not know.</summary>
    public const string UnknownOperator = "WHT0003";

    /// <summary>An operator set that is newer or older than supported.</summary>
    public const string OperatorVersion = "WHT0004";

    /// <summary>An element type that the operator or this version does not take.</summary>
    public const string ElementType = "WHT0005";

    /// <summary>A dimension that is only known at run time and was given no value.</summary>
    public const string DynamicDimension = "WHT0006";

    /// <summary>Nodes that need each other's results.</summary>
    public const string CyclicGraph = "WHT0007";

    /// <summary>A value that is read but neither computed nor stored.</summary>
    public const string MissingValue = "WHT0008";

    /// <summary>Shapes or types that do not fit together.</summary>
    public const string ShapeMismatch = "WHT0009";

    /// <summary>External data that lies outside the model's folder, or is missing.</summary>
    public const string ExternalData = "WHT0010";

    /// <summary>A form of a supported operator that is not supported.</summary>
    public const string UnsupportedForm = "WHT0011";

    /// <summary>Two models that generate one class.</summary>
    public const string DuplicateClass = "WHT0012";

    /// <summary>A class name that collides with a type of the project.</summary>
    public const string ClassCollision = "WHT0013";

    /// <summary>A plan that the generator cannot read.</summary>
    public const string PlanUnreadable = "WHT0014";

    /// <summary>Control flow (If, Loop, Scan).</summary>
    public const string ControlFlow = "WHT0015";

    /// <summary>A setting that is not valid.</summary>
    public const string BadSetting = "WHT0016";

    /// <summary>A class name that is not a C# identifier.</summary>
    public const string InvalidClassName = "WHT0017";

    /// <summary>Compiled files that cannot be written to the intermediate folder.</summary>
    public const string OutputNotWritable = "WHT0018";

    /// <summary>A class name that means a namespace where the class is used.</summary>
    public const string NamespaceInTheWay = "WHT0019";

    /// <summary>Compression of a model that has nothing to compress, or not in the way asked for.</summary>
    public const string NotCompressible = "WHT0020";

    /// <summary>A model or data on which neither error nor accuracy can be measured.</summary>
    public const string NotMeasurable = "WHT0021";

    /// <summary>A fault of Whittle itself.</summary>
    public const string Internal = "WHT0099";

    /// <summary>More bytes of weights than MaxBytes.</summary>
    public const string OverBytes = "WHT3001";

    /// <summary>More multiply-accumulates than MaxMacs.</summary>
    public const string OverMacs = "WHT3002";

    /// <summary>A longer estimated time than MaxMicroseconds.</summary>
    public const string OverMicroseconds = "WHT3003";

    /// <summary>Less accuracy than MinAccuracy.</summary>
    public const string UnderAccuracy = "WHT3004";
}
