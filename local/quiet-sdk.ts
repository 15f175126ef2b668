// The SDK warns of Node 20's end once a process; versions are pinned here, and a run's output is for its reader.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
