namespace Duoshou.Kernel;

/// <summary>The catalogue of fact tables: one definition from which storage, import, templates, questions and the dictionary are made.</summary>
public static class FactTables
{
    /// <summary>Lines of orders. The four moments are in the shop's zone; a moment that the source lacks is unknown.</summary>
    public static FactTable OrderLine { get; } = new(FactKind.OrderLine, "order_line",
        new("订单行", "Order lines"), new("一行订单商品", "one line of an order"),
        Key("order_id", "订单号", "Order number"), Key("line_id", "行号", "Line"),
        Dimension("row_class", "行类别", "Row class"), Dimension("refers_to", "对应原单", "Refers to order") with { IsDerived = true },
        Moment("ordered_at", "下单时间", "Ordered at") with { Required = true }, Moment("paid_at", "付款时间", "Paid at"),
        Moment("dispatched_at", "发货时间", "Dispatched at"), Moment("completed_at", "完成时间", "Completed at"),
        Dimension("status", "状态", "Status"), Dimension("sku", "SKU", "SKU"), Dimension("product", "商品", "Product"),
        Dimension("category", "类目", "Category"), Dimension("brand", "品牌", "Brand"), Dimension("price_band", "价格带", "Price band"),
        Dimension("buyer_key", "买家（加密）", "Buyer (hashed)"), Dimension("buyer_kind", "新老客", "New or returning"),
        Dimension("channel", "渠道", "Channel"), Dimension("source", "来源", "Source"), Dimension("keyword", "关键词", "Keyword"),
        Dimension("campaign", "活动", "Campaign"), Dimension("affiliate", "推广者", "Affiliate"), Dimension("device", "设备", "Device"),
        Dimension("country", "国家", "Country"), Dimension("region", "地区", "Region"), Dimension("city", "城市", "City"),
        Dimension("image_version", "主图版本", "Image version"), Dimension("currency", "币种", "Currency") with { Required = true },
        Number("quantity", "件数", "Quantity"), Amount("list_amount", "吊牌金额", "List amount"), Amount("gross", "成交金额", "Gross amount"),
        Amount("discount_seller", "店铺优惠", "Seller discount"), Amount("discount_platform", "平台优惠", "Platform discount"),
        Amount("freight", "运费", "Freight charged"), Amount("tax", "税", "Tax"), Amount("paid", "实付", "Paid"),
        Number("refunded_quantity", "退款件数", "Refunded quantity"), Amount("refunded", "退款金额", "Refunded"),
        Amount("cost", "商品成本", "Cost of goods"), Amount("fee_estimate", "预估费用", "Estimated fees"));

    /// <summary>Traffic by source, page or item and day; hour when the source gives it.</summary>
    public static FactTable Traffic { get; } = new(FactKind.Traffic, "traffic",
        new("流量", "Traffic"), new("店铺 × 日（时）× 来源 × 页面或商品", "shop × day (hour) × source × page or item"),
        MomentKey("at", "日期", "Day or hour"), KeyDimension("channel", "渠道", "Channel"), KeyDimension("source", "来源", "Source"),
        KeyDimension("keyword", "关键词", "Keyword"), KeyDimension("sku", "SKU", "SKU"), KeyDimension("page", "页面", "Page"),
        KeyDimension("device", "设备", "Device"), KeyDimension("country", "国家", "Country"), KeyDimension("image_version", "主图版本", "Image version"),
        KeyDimension("campaign", "活动", "Campaign"),
        Dimension("product", "商品", "Product"), Dimension("category", "类目", "Category"), Dimension("brand", "品牌", "Brand"),
        Number("impressions", "曝光", "Impressions"), Number("visitors", "访客数", "Visitors"), Number("page_views", "浏览量", "Page views"),
        Number("stay_seconds", "停留秒数", "Stay in seconds"), Number("add_to_cart", "加购人数", "Added to cart"), Number("favourites", "收藏人数", "Favourites"));

    /// <summary>Single events of single visitors.</summary>
    public static FactTable VisitEvent { get; } = new(FactKind.VisitEvent, "visit_event",
        new("访问事件", "Visit events"), new("一位访客的一次事件", "one event of one visitor"),
        Key("event_id", "事件号", "Event id"), Moment("at", "时间", "Time") with { Required = true },
        Dimension("visitor_key", "访客（加密）", "Visitor (hashed)"), Dimension("session", "会话", "Session"), Dimension("event", "事件", "Event"),
        Dimension("sku", "SKU", "SKU"), Dimension("product", "商品", "Product"), Dimension("category", "类目", "Category"), Dimension("brand", "品牌", "Brand"),
        Dimension("source", "来源", "Source"), Dimension("device", "设备", "Device"), Amount("price", "价格", "Price"));

    /// <summary>Advertising results by day. Credited orders and sales are the platform's claim.</summary>
    public static FactTable Ad { get; } = new(FactKind.Ad, "ad",
        new("推广", "Advertising"), new("计划 × 单元 × 关键词或位置 × 日", "campaign × ad group × keyword or placement × day"),
        MomentKey("at", "日期", "Day"), KeyDimension("ad_platform", "推广平台", "Ad platform"), KeyDimension("campaign", "计划", "Campaign"),
        KeyDimension("ad_group", "单元", "Ad group"), KeyDimension("ad", "创意", "Ad"), KeyDimension("keyword", "关键词", "Keyword"),
        KeyDimension("placement", "位置", "Placement"), KeyDimension("audience", "人群", "Audience"), KeyDimension("sku", "SKU", "SKU"),
        Dimension("product", "商品", "Product"), Dimension("country", "国家", "Country"), Dimension("device", "设备", "Device"),
        Dimension("currency", "币种", "Currency") with { Required = true },
        Number("impressions", "展现", "Impressions"), Number("clicks", "点击", "Clicks"), Amount("cost", "花费", "Cost"),
        Number("credited_orders", "归因订单", "Credited orders"), Amount("credited_sales", "归因销售额", "Credited sales"), Amount("budget", "日预算", "Daily budget"));

    /// <summary>Fees and settlement lines. Money that the shop pays is positive.</summary>
    public static FactTable Fee { get; } = new(FactKind.Fee, "fee",
        new("费用与结算", "Fees and settlements"), new("结算单的一行", "a statement line"),
        Key("statement_id", "结算单号", "Statement"), Key("line_id", "行号", "Line"), Moment("at", "日期", "Date") with { Required = true },
        Dimension("fee_kind", "费用类型", "Kind of fee"), Dimension("order_id", "订单号", "Order number"), Dimension("sku", "SKU", "SKU"),
        Dimension("state", "状态", "State"), Dimension("currency", "币种", "Currency") with { Required = true }, Amount("amount", "金额", "Amount") with { Required = true },
        Note("detail", "说明", "Detail"));

    /// <summary>Reviews and scores.</summary>
    public static FactTable Review { get; } = new(FactKind.Review, "review",
        new("评价", "Reviews"), new("一条评价或评分", "one review or score"),
        Key("review_id", "评价号", "Review id"), Moment("at", "时间", "Time") with { Required = true }, Dimension("order_id", "订单号", "Order number"),
        Dimension("sku", "SKU", "SKU"), Dimension("product", "商品", "Product"), Dimension("category", "类目", "Category"), Dimension("language", "语言", "Language"),
        Dimension("aspects", "方面", "Aspects"), Dimension("source", "来源", "Source"),
        Number("stars", "星级", "Stars"), Number("dsr_product", "描述相符", "As described"), Number("dsr_service", "服务态度", "Service"),
        Number("dsr_logistics", "物流服务", "Logistics"), Note("title", "标题", "Title"), Note("text", "内容", "Text"));

    /// <summary>Stock by item, place and moment, and list prices.</summary>
    public static FactTable Stock { get; } = new(FactKind.Stock, "stock",
        new("库存与价目", "Stock and price list"), new("SKU × 仓库 × 时刻", "item × place × moment"),
        MomentKey("at", "时间", "Time"), KeyDimension("sku", "SKU", "SKU") with { Required = true }, KeyDimension("warehouse", "仓库", "Warehouse"),
        KeyDimension("price_list", "价目表", "Price list"),
        Dimension("product", "商品", "Product"), Dimension("category", "类目", "Category"), Dimension("brand", "品牌", "Brand"), Dimension("size", "尺码", "Size"),
        Dimension("color", "颜色", "Color"), Dimension("currency", "币种", "Currency"),
        Number("on_hand", "现有", "On hand"), Number("reserved", "占用", "Reserved"), Number("inbound", "在途", "Inbound"),
        Amount("price", "售价", "Price"), Amount("list_price", "吊牌价", "List price"), Amount("unit_cost", "单位成本", "Unit cost"), Number("weight", "重量", "Weight"));

    /// <summary>Customer service.</summary>
    public static FactTable Service { get; } = new(FactKind.Service, "service",
        new("客服", "Customer service"), new("客服 × 日，或一次会话", "agent × day, or one conversation"),
        MomentKey("at", "日期", "Day or time"), KeyDimension("agent", "客服", "Agent"), KeyDimension("conversation", "会话", "Conversation"),
        KeyDimension("reason", "原因", "Reason"), Dimension("order_id", "订单号", "Order number"), Dimension("sku", "SKU", "SKU"),
        Number("conversations", "会话数", "Conversations"), Number("first_response_seconds", "首响秒数合计", "First response, seconds in all"),
        Number("resolved", "已解决", "Resolved"), Number("converted", "转化", "Converted"));

    /// <summary>Affiliates and creators.</summary>
    public static FactTable Affiliate { get; } = new(FactKind.Affiliate, "affiliate",
        new("淘客与达人", "Affiliates"), new("推广者 × 商品 × 日", "affiliate × item × day"),
        MomentKey("at", "日期", "Day"), KeyDimension("affiliate", "推广者", "Affiliate"), KeyDimension("plan", "计划", "Plan"), KeyDimension("sku", "SKU", "SKU"),
        Dimension("product", "商品", "Product"), Dimension("currency", "币种", "Currency") with { Required = true },
        Number("clicks", "点击", "Clicks"), Number("orders", "订单", "Orders"), Amount("sales", "成交", "Sales"), Amount("commission", "佣金", "Commission"));

    /// <summary>The market. Every row says how its figures are known: measured, reported, estimated or index.</summary>
    public static FactTable Market { get; } = new(FactKind.Market, "market",
        new("市场与竞品", "Market and rivals"), new("类目或关键词或竞品 × 日", "category, keyword or rival × day"),
        MomentKey("at", "日期", "Day"), KeyDimension("category", "类目", "Category"), KeyDimension("keyword", "关键词", "Keyword"), KeyDimension("rival", "竞品", "Rival"),
        KeyDimension("sku", "对应 SKU", "Our item"), KeyDimension("certainty", "可信度", "How it is known"), Dimension("source", "来源", "Source"), Dimension("country", "国家", "Country"),
        Dimension("currency", "币种", "Currency"),
        Number("demand", "需求", "Demand"), Number("clicks", "点击", "Clicks"), Number("offers", "在售", "Offers"), Amount("price", "价格", "Price"));

    /// <summary>Changes: of prices, images, titles, budgets, promotions, stock, carriers, by whom and why.</summary>
    public static FactTable Change { get; } = new(FactKind.Change, "change",
        new("变更", "Changes"), new("一件东西的一个属性的一次变更", "one change of one property of one thing"),
        Key("change_id", "变更号", "Change id"), Moment("at", "时间", "Time") with { Required = true }, Moment("until", "截止", "Until"),
        Dimension("thing_kind", "对象类型", "Kind of thing"), Dimension("thing", "对象", "Thing"), Dimension("property", "属性", "Property"),
        Dimension("sku", "SKU", "SKU"), Dimension("campaign", "活动或计划", "Campaign"), Dimension("country", "国家", "Country"), Dimension("keyword", "关键词", "Keyword"),
        Note("old_value", "原值", "Old"), Note("new_value", "新值", "New"), Dimension("by_whom", "谁", "By whom"), Note("why", "原因", "Why"));

    /// <summary>Every table, in the order of <see cref="FactKind"/>.</summary>
    public static IReadOnlyList<FactTable> All { get; } =
        [OrderLine, Traffic, VisitEvent, Ad, Fee, Review, Stock, Service, Affiliate, Market, Change];

    /// <summary>The table of a kind.</summary>
    public static FactTable Of(FactKind kind) => All[(int)kind];

    /// <summary>The table of a name such as order_line, or null.</summary>
    public static FactTable? Find(string name) => All.FirstOrDefault(table => table.Name == name);

    static FactColumn Key(string name, string zh, string en) => new(name, FactType.Text, FactRole.Key, new(zh, en)) { Required = true };

    /// <summary>A dimension that is also part of the key; empty is a value of its own there.</summary>
    static FactColumn KeyDimension(string name, string zh, string en) => new(name, FactType.Text, FactRole.Key, new(zh, en));

    static FactColumn MomentKey(string name, string zh, string en) => new(name, FactType.Time, FactRole.Key, new(zh, en)) { Required = true };

    static FactColumn Dimension(string name, string zh, string en) => new(name, FactType.Text, FactRole.Dimension, new(zh, en));

    static FactColumn Moment(string name, string zh, string en) => new(name, FactType.Time, FactRole.Moment, new(zh, en));

    static FactColumn Number(string name, string zh, string en) => new(name, FactType.Number, FactRole.Measure, new(zh, en));

    static FactColumn Amount(string name, string zh, string en) => new(name, FactType.Number, FactRole.Measure, new(zh, en)) { IsMoney = true };

    static FactColumn Note(string name, string zh, string en) => new(name, FactType.Text, FactRole.Note, new(zh, en));
}
