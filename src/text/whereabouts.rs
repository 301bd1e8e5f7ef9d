//! What is said of where the data is.

/// Where the data is, and how safe it is there.
#[derive(Clone, Copy, Debug)]
pub struct WhereaboutsWords {
    /// The heading, and what asks for it.
    pub title: &'static str,
    /// While the browser is being asked.
    pub looking: &'static str,
    /// It is kept on this device.
    pub on_device: &'static str,
    /// It is in the page's memory, since the browser keeps nothing here.
    pub in_memory: &'static str,
    /// It is in the page's memory, since the page owner wants that.
    pub as_asked: &'static str,
    /// The browser has promised to keep it.
    pub durable: &'static str,
    /// It has not.
    pub best_effort: &'static str,
    /// Asks it to.
    pub ask: &'static str,
    /// It was asked, and did not.
    pub not_promised: &'static str,
    /// This kind of browser forgets what was not used for some days.
    pub seven_days: &'static str,
    /// It belongs to this frame alone.
    pub in_frame: &'static str,
}

/// The same in English.
pub const WHEREABOUTS: WhereaboutsWords = WhereaboutsWords {
    title: "Where is my data?",
    looking: "Looking …",
    on_device: "On this device, in this browser, under the address of this page. Nothing of it is sent \
        anywhere; files are where you save them.",
    in_memory: "In the memory of this page alone: this browser does not let the page keep anything here. \
        It is gone when the page is closed or loaded again. Save a file before you leave.",
    as_asked: "In the memory of this page alone: whoever made the page wants nothing to be kept on the \
        device. It is gone when the page is closed or loaded again. Save a file before you leave.",
    durable: "This browser keeps it until you delete it, here or with the data of this website.",
    best_effort: "This browser may delete it when the device runs out of room, and does so if you let it \
        clear the data of websites. Save a file of whatever has to last.",
    ask: "Ask the browser to keep it",
    not_promised: "The browser has not promised it. Browsers are readier to do so for pages that are \
        bookmarked, installed or often used.",
    seven_days: "Safari, and most browsers on an iPhone or iPad, may delete what a website keeps when you have \
        not used the website for seven days on which you used the browser. Save a file of whatever has to \
        last.",
    in_frame: "This is shown inside a page of another website. What is kept here is found again inside \
        that website’s pages only.",
};
