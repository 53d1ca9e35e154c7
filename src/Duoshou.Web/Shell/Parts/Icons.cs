namespace Duoshou.Web.Shell.Parts;

/// <summary>Line drawings on a 24 grid, drawn for this product.</summary>
static class Icons
{
    public static string Path(string name) => name switch
    {
        "wheel" => """<circle cx="12" cy="12" r="8.2"/><path d="M12 12l4-5M7.5 14.5h9"/><circle cx="12" cy="12" r="1.2"/>""",
        "branch" => """<circle cx="6" cy="6" r="2.2"/><circle cx="18" cy="10" r="2.2"/><circle cx="18" cy="18" r="2.2"/><path d="M8 7.2l7.8 2.2M6.6 8.2c1 5.4 4 8.6 9.1 9.5"/>""",
        "chart" => """<path d="M4 4v16h16M8 15l3.5-4.5 3 2.5L19 7"/>""",
        "book" => """<path d="M5 5.5C5 4.7 5.7 4 6.5 4H19v13H6.5C5.7 17 5 17.7 5 18.5S5.7 20 6.5 20H19M5 5.5v13M9 8h6M9 11h4"/>""",
        "shop" => """<path d="M4 9.5L5.5 4h13L20 9.5M5 11v9h14v-9M4 9.5a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0 2.7 2.7 0 0 0 5.3 0M10 20v-5h4v5"/>""",
        "inbox" => """<path d="M4 14v5h16v-5M12 4v10M8 10.5l4 4 4-4"/>""",
        "database" => """<ellipse cx="12" cy="6" rx="7" ry="2.6"/><path d="M5 6v12c0 1.4 3.1 2.6 7 2.6s7-1.2 7-2.6V6M5 12c0 1.4 3.1 2.6 7 2.6s7-1.2 7-2.6"/>""",
        "more" => """<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3"/>""",
        "search" => """<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>""",
        "down" => """<path d="M6 9.5l6 6 6-6"/>""",
        "right" => """<path d="M9.5 6l6 6-6 6"/>""",
        "calendar" => """<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>""",
        "sliders" => """<path d="M4 8h9M18 8h2M4 16h2M11 16h9"/><circle cx="15.5" cy="8" r="2.2"/><circle cx="8.5" cy="16" r="2.2"/>""",
        "check" => """<path d="M5 12.5l4.5 4.5L19 7.5"/>""",
        "cross" => """<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>""",
        "alert" => """<path d="M12 4.5l8.5 15h-17zM12 10v4.5M12 17.2v.1"/>""",
        "stop" => """<circle cx="12" cy="12" r="8"/><path d="M12 8v5M12 16v.1"/>""",
        "information" => """<circle cx="12" cy="12" r="8"/><path d="M12 11v5M12 8v.1"/>""",
        "minus" => """<circle cx="12" cy="12" r="8"/><path d="M8.5 12h7"/>""",
        "export" => """<path d="M12 4v11M8 11.5l4 4 4-4M4.5 16v3.5h15V16"/>""",
        "save" => """<path d="M6.5 4.5h11v15l-5.5-4-5.5 4z"/>""",
        "undo" => """<path d="M9 7L5 11l4 4M5 11h9a5 5 0 0 1 0 10h-3"/>""",
        "plus" => """<path d="M12 5.5v13M5.5 12h13"/>""",
        "lock" => """<rect x="6" y="11" width="12" height="9" rx="1.5"/><path d="M8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>""",
        "unplugged" => """<path d="M9 15l-4.5 4.5M15 9l4.5-4.5M8 12l4 4-1.5 1.5a2.8 2.8 0 0 1-4-4zM16 12l-4-4 1.5-1.5a2.8 2.8 0 0 1 4 4z"/>""",
        "clock" => """<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>""",
        "table" => """<rect x="4" y="5" width="16" height="14" rx="1.5"/><path d="M4 10h16M4 14.5h16M10 5v14"/>""",
        "note" => """<path d="M5 5h14v9.5L14.5 19H5zM14.5 19v-4.5H19M8.5 9h7M8.5 12.5h4"/>""",
        "file" => """<path d="M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5M9 13h6M9 16.5h6"/>""",
        "user" => """<circle cx="12" cy="8" r="3.5"/><path d="M5 20c.6-3.7 3.4-5.5 7-5.5s6.4 1.8 7 5.5"/>""",
        "gear" => """<circle cx="12" cy="12" r="3"/><path d="M12 3.5v3M12 17.5v3M3.5 12h3M17.5 12h3M6 6l2.1 2.1M15.9 15.9L18 18M6 18l2.1-2.1M15.9 8.1L18 6"/>""",
        "leave" => """<path d="M13 5H5.5v14H13M10 12h10M16.5 8.5L20 12l-3.5 3.5"/>""",
        "stamp" => """<path d="M9.5 4.5h5l-1 6.5h4v4h-11v-4h4zM5 19h14"/>""",
        "equal" => """<path d="M6 9.5h12M6 14.5h12"/>""",
        "arrow" => """<path d="M5 12h14M14 7l5 5-5 5"/>""",
        _ => "",
    };
}
